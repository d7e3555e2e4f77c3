import { z } from 'zod';
import { AppError } from '../errors.js';
import { AGENT_COOKIE } from './agent-session.js';

/** Where the running server is, and who asks it; read from the environment by commands. */
export const serverEnvironmentSchema = z.object({
  PORT: z.string().default('3000'),
  /** Of the running server, where it is another machine's or behind a proxy. */
  CONCIERGE_URL: z.url().optional(),
  /** An agent of the role that the command needs: with a password, or with a session's token instead. */
  AGENT_EMAIL: z.string().optional(),
  AGENT_PASSWORD: z.string().optional(),
  AGENT_TOKEN: z.string().optional(),
});
type ServerEnvironment = z.infer<typeof serverEnvironmentSchema>;

/** Asks the console's routes of a running server. @throws BAD_INPUT with what the server said against it */
export type ConsoleClient = {
  get<Schema extends z.ZodType>(path: string, answer: Schema): Promise<z.infer<Schema>>;
  post<Schema extends z.ZodType>(path: string, body: object, answer: Schema): Promise<z.infer<Schema>>;
};

/**
 * Signs in to the server of this machine, or to the one that CONCIERGE_URL names.
 * @returns undefined when nothing listens on this machine
 * @throws NOT_SIGNED_IN when a server runs and the environment does not say who asks
 */
export async function findServer(env: ServerEnvironment): Promise<ConsoleClient | undefined> {
  const url = env.CONCIERGE_URL ?? `http://127.0.0.1:${env.PORT}`;
  const isThere = await fetch(new URL('/health', url)).then(
    () => true,
    () => false,
  );
  if (!isThere && env.CONCIERGE_URL === undefined) return undefined;
  const cookie = `${AGENT_COOKIE}=${env.AGENT_TOKEN ?? (await signIn(url, env))}`;
  return {
    get: async (path, answer) => readAnswer(await fetch(new URL(path, url), { headers: { cookie } }), answer),
    post: async (path, body, answer) => readAnswer(await send(new URL(path, url), body, cookie), answer),
  };
}

async function signIn(url: string, env: ServerEnvironment): Promise<string> {
  const { AGENT_EMAIL: email, AGENT_PASSWORD: password } = env;
  if (email === undefined || password === undefined) {
    const details = [`A server runs at ${url}: set AGENT_EMAIL and AGENT_PASSWORD of an admin, or AGENT_TOKEN`];
    throw new AppError('NOT_SIGNED_IN', { details });
  }
  const response = await send(new URL('/console/sign-in', url), { email, password });
  await readAnswer(response, z.unknown());
  const [pair = ''] = response.headers.getSetCookie();
  return /^[^=]+=([^;]*)/.exec(pair)?.[1] ?? '';
}

function send(url: URL, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

const refusalSchema = z.object({ error: z.object({ message: z.string(), details: z.array(z.string()).default([]) }) });

async function readAnswer<Schema extends z.ZodType>(response: Response, schema: Schema): Promise<z.infer<Schema>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return schema.parse(body);
  const refusal = refusalSchema.safeParse(body).data?.error;
  const details =
    refusal === undefined ? [`The server answered ${response.status}`] : [refusal.message, ...refusal.details];
  throw new AppError('BAD_INPUT', { details });
}

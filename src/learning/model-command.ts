import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AGENT_COOKIE } from '../access/agent-session.js';
import { AppError } from '../errors.js';
import { readModelFolder } from '../understanding/model-folder.js';
import { createModelShelf, type ModelShelf, modelNameSchema, SHIPPED } from '../understanding/model-shelf.js';
import { runCommand } from './run-command.js';

const USAGE = 'Expected list, use FOLDER or rollback';

const environmentSchema = z.object({
  DATA_DIR: z.string().min(1).default('.data'),
  MODEL_DIR: z.string().min(1).default('intents/model'),
  PORT: z.string().default('3000'),
  /** Of the running server, where it is another machine's or behind a proxy. */
  CONCIERGE_URL: z.url().optional(),
  /** An agent who is an admin: with a password, or with a session's token instead. */
  AGENT_EMAIL: z.string().optional(),
  AGENT_PASSWORD: z.string().optional(),
  AGENT_TOKEN: z.string().optional(),
});
type Environment = z.infer<typeof environmentSchema>;

const servingSchema = z.object({ name: z.string(), modelId: z.string(), previous: z.string().nullable() });
const answerSchema = z.object({ serving: servingSchema });
const listSchema = answerSchema.extend({ names: z.array(z.string()) });
const refusalSchema = z.object({ error: z.object({ message: z.string(), details: z.array(z.string()).default([]) }) });

/**
 * `npm run model -- list`, `npm run model -- use FOLDER`, `npm run model -- rollback`: which model serves. Asks the
 * running server; where none runs, it counts from the next start.
 */
export async function modelCommand(words: string[], environment: NodeJS.ProcessEnv): Promise<string[]> {
  const env = environmentSchema.parse(environment);
  const modelsDir = resolve(env.DATA_DIR, 'models');
  const shelf = createModelShelf({ modelsDir, shippedDir: env.MODEL_DIR });
  const [action = '', folder, ...more] = words;
  const isKnown = (folder === undefined && ['list', 'rollback'].includes(action)) || (folder && action === 'use');
  if (!isKnown || more.length > 0) throw new AppError('BAD_INPUT', { details: [USAGE] });
  const name = folder === undefined ? undefined : nameOf(folder, modelsDir);
  const server = await findServer(env);
  if (action === 'list') return server === undefined ? listShelf(shelf) : listServer(server);
  if (server !== undefined) return [describe(await changeServer(server, action, name))];
  return [await changePointer(shelf, name)];
}

/** A folder's name on the shelf, given as that or as a path. */
function nameOf(folder: string, modelsDir: string): string {
  const name = modelNameSchema.safeParse(folder).success ? folder : relative(modelsDir, resolve(folder));
  if (modelNameSchema.safeParse(name).success) return name;
  throw new AppError('BAD_INPUT', { details: [`${folder}: expected a folder in ${modelsDir}, or ${SHIPPED}`] });
}

type Server = { url: string; cookie: string };

/** Undefined when nothing listens there. */
async function findServer(env: Environment): Promise<Server | undefined> {
  const url = env.CONCIERGE_URL ?? `http://127.0.0.1:${env.PORT}`;
  const isThere = await fetch(new URL('/health', url)).then(
    () => true,
    () => false,
  );
  if (!isThere && env.CONCIERGE_URL === undefined) return undefined;
  return { url, cookie: `${AGENT_COOKIE}=${env.AGENT_TOKEN ?? (await signIn(url, env))}` };
}

async function signIn(url: string, { AGENT_EMAIL: email, AGENT_PASSWORD: password }: Environment): Promise<string> {
  if (email === undefined || password === undefined) {
    const details = [`A server runs at ${url}: set AGENT_EMAIL and AGENT_PASSWORD of an admin, or AGENT_TOKEN`];
    throw new AppError('NOT_SIGNED_IN', { details });
  }
  const response = await send(new URL('/console/sign-in', url), { email, password });
  await readAnswer(response, z.unknown());
  const [pair = ''] = response.headers.getSetCookie();
  return /^[^=]+=([^;]*)/.exec(pair)?.[1] ?? '';
}

async function listServer({ url, cookie }: Server): Promise<string[]> {
  const response = await fetch(new URL('/console/models', url), { headers: { cookie } });
  const { serving, names } = await readAnswer(response, listSchema);
  return listLines(names, serving);
}

async function listShelf(shelf: ModelShelf): Promise<string[]> {
  const pointer = (await shelf.pointer()) ?? { current: SHIPPED, previous: null };
  return listLines(await shelf.names(), { name: pointer.current, previous: pointer.previous });
}

function listLines(names: string[], { name: current, previous }: { name: string; previous: string | null }): string[] {
  const mark = (name: string) => (name === current ? '  serves' : name === previous ? '  before' : '');
  return names.map((name) => `${name}${mark(name)}`);
}

async function changeServer({ url, cookie }: Server, action: string, name: string | undefined) {
  const response = await send(new URL(`/console/models/${action}`, url), name === undefined ? {} : { name }, cookie);
  return (await readAnswer(response, answerSchema)).serving;
}

async function changePointer(shelf: ModelShelf, name: string | undefined): Promise<string> {
  const pointer = (await shelf.pointer()) ?? { current: SHIPPED, previous: null };
  const current = name ?? pointer.previous;
  if (current === null) throw new AppError('NO_PREVIOUS_MODEL');
  const { modelId } = await readModelFolder(shelf.folderOf(current));
  const previous = current === pointer.current ? pointer.previous : pointer.current;
  await shelf.point({ current, previous });
  return `${describe({ name: current, modelId, previous })} from the next start on: no server runs here`;
}

function describe({ name, modelId, previous }: z.infer<typeof servingSchema>): string {
  return `${name} (${modelId}) serves${previous === null ? '' : `; before: ${previous}`}`;
}

function send(url: URL, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** @throws BAD_INPUT with what the server said against it */
async function readAnswer<Schema extends z.ZodType>(response: Response, schema: Schema): Promise<z.infer<Schema>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return schema.parse(body);
  const refusal = refusalSchema.safeParse(body).data?.error;
  const details =
    refusal === undefined ? [`The server answered ${response.status}`] : [refusal.message, ...refusal.details];
  throw new AppError('BAD_INPUT', { details });
}

async function main(): Promise<void> {
  for (const line of await modelCommand(process.argv.slice(2), process.env)) process.stdout.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);

import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type ConsoleClient, findServer, serverEnvironmentSchema } from '../access/console-client.js';
import { AppError } from '../errors.js';
import { runCommand } from '../learning/run-command.js';

const USAGE = 'Expected dead [KIND], show KIND KEY or replay KIND [KEY]';

const deadSchema = z.object({
  jobs: z.array(z.object({ kind: z.string(), key: z.string(), error: z.string(), failedAt: z.number() })),
});
const jobSchema = z.object({
  job: z.object({
    state: z.string(),
    attempts: z.number(),
    progress: z.number(),
    error: z.string().optional(),
  }),
});
const replayedSchema = z.object({ replayed: z.number() });

/**
 * `npm run jobs -- dead [KIND]`, `npm run jobs -- show KIND KEY`, `npm run jobs -- replay KIND [KEY]`: asks the
 * running server which jobs failed for good, how one is doing, and to try them again.
 */
export async function jobsCommand(words: string[], environment: NodeJS.ProcessEnv): Promise<string[]> {
  const [action = '', kind, key, ...more] = words;
  const act = ACTIONS.get(action);
  if (act === undefined || more.length > 0) throw new AppError('BAD_INPUT', { details: [USAGE] });
  const server = await findServer(serverEnvironmentSchema.parse(environment));
  if (server === undefined) throw new AppError('BAD_INPUT', { details: ['No server runs here: start it first'] });
  return act(server, kind, key);
}

type Act = (server: ConsoleClient, kind: string | undefined, key: string | undefined) => Promise<string[]>;

const ACTIONS = new Map<string, Act>([
  ['dead', listDead],
  ['show', showJob],
  ['replay', replayJobs],
]);

async function listDead(server: ConsoleClient, kind: string | undefined, key: string | undefined): Promise<string[]> {
  if (key !== undefined) throw new AppError('BAD_INPUT', { details: [USAGE] });
  const query = kind === undefined ? '' : `?kind=${encodeURIComponent(kind)}`;
  const { jobs } = await server.get(`/console/jobs/dead${query}`, deadSchema);
  if (jobs.length === 0) return ['No job has failed for good'];
  return jobs.map((job) => `${new Date(job.failedAt).toISOString()}  ${job.kind}  ${job.key}  ${job.error}`);
}

async function showJob(server: ConsoleClient, kind: string | undefined, key: string | undefined): Promise<string[]> {
  if (kind === undefined || key === undefined) throw new AppError('BAD_INPUT', { details: [USAGE] });
  const path = `/console/jobs/${encodeURIComponent(kind)}/${encodeURIComponent(key)}`;
  const { job } = await server.get(path, jobSchema);
  const percent = Math.round(job.progress * 100);
  const reason = job.error === undefined ? '' : `, last failed: ${job.error}`;
  return [`${job.state}, ${percent} % done, attempts: ${job.attempts}${reason}`];
}

async function replayJobs(server: ConsoleClient, kind: string | undefined, key: string | undefined): Promise<string[]> {
  if (kind === undefined) throw new AppError('BAD_INPUT', { details: [USAGE] });
  const body = { kind, ...(key !== undefined && { key }) };
  const { replayed } = await server.post('/console/jobs/replay', body, replayedSchema);
  return [`Jobs that are tried again: ${replayed}`];
}

async function main(): Promise<void> {
  for (const line of await jobsCommand(process.argv.slice(2), process.env)) process.stdout.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);

import { z } from 'zod';
import { exchangePlaceSchema } from './exchange-place.js';

const workerRoleSchema = z.strictObject({
  place: exchangePlaceSchema,
  /** Of all workers that one machine runs: it alone says what it trains with and keeps the result there. */
  isFirstHere: z.boolean(),
});

/** What a process of a team is. */
export type WorkerRole = z.infer<typeof workerRoleSchema>;

/** By the environment and not the command line, which everybody on a machine can read: an address may hold a password. */
const VARIABLE = 'CONCIERGE_WORKER';

export function writeWorkerRole(role: WorkerRole): Record<string, string> {
  return { [VARIABLE]: JSON.stringify(role) };
}

/** @returns undefined for a process that trains alone */
export function readWorkerRole(environment: NodeJS.ProcessEnv): WorkerRole | undefined {
  const text = environment[VARIABLE];
  return text === undefined ? undefined : workerRoleSchema.parse(JSON.parse(text));
}

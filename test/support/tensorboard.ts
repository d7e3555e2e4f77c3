import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** Where `.ci/run` puts TensorBoard's reader, out of the way of any other Python package. */
const FOLDER = process.env.CONCIERGE_TENSORBOARD ?? join(homedir(), '.cache', 'concierge', 'tensorboard');
const READER = resolve('test/support/read-events.py');

const readSchema = z.object({
  scalars: z.record(z.string(), z.array(z.object({ step: z.number(), value: z.number(), at: z.number() }))),
  texts: z.record(z.string(), z.array(z.string())),
  hyperParameters: z.record(z.string(), z.unknown()),
});

export type ReadEvents = z.infer<typeof readSchema>;

export function noTensorboard(): string | undefined {
  return existsSync(join(FOLDER, 'tensorboard'))
    ? undefined
    : `TensorBoard's reader is not in ${FOLDER}; .ci/run installs it`;
}

/** What TensorBoard's own reader finds in a run's folder. */
export async function readEvents(folder: string): Promise<ReadEvents> {
  const env = { ...process.env, PYTHONPATH: FOLDER };
  const { stdout } = await promisify(execFile)('python3', [READER, folder], { env });
  return readSchema.parse(JSON.parse(stdout));
}

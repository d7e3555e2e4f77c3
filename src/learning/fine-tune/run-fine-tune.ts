import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../errors.js';
import { type FineTuneMessage, JOB_FILE, type TrainingRequest } from './fine-tune-job.js';
import { type Crew, runCrew } from './parallel/run-crew.js';
import { expectResult, type FineTuneResult, loadResult } from './result-file.js';
import { type ProcessOptions, startTrainingProcess } from './training-process.js';

export type RunOptions = {
  /** Of this job alone (see `jobFolder`); checkpoints and the result stay there. */
  folder: string;
  /** Go on from the folder's checkpoint, or take its result, instead of starting anew. */
  isResumed: boolean;
  onMessage(message: FineTuneMessage): void;
  /** Ends the run after the step it is in. */
  signal?: AbortSignal | undefined;
  /** Script of the process. Default: the built `fine-tune-process.js` beside this file, which meets no other machine. */
  entry?: string | undefined;
  /** Undefined: one process alone. */
  crew?: Crew | undefined;
};

/** A folder named after all that goes into a training, so that resuming never goes on with another job's weights. */
export function jobFolder(root: string, { tensorflow: _, ...job }: TrainingRequest): string {
  return join(root, createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 16));
}

/**
 * Trains in a process of its own, or in several together.
 * @throws TRAINING_STOPPED after `signal`; the checkpoint of the last whole epoch stands
 * @throws TRAINING_FAILED when the process ends without a result, or what ended it; WORKER_LOST, WORKERS_DIFFER where
 * there are several
 */
export async function runFineTune(request: TrainingRequest, options: RunOptions): Promise<FineTuneResult> {
  const { folder, isResumed, onMessage, signal, crew } = options;
  if (!isResumed) await rm(folder, { recursive: true, force: true });
  const earlier = await loadResult(folder);
  if (earlier !== undefined) return earlier;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, JOB_FILE), JSON.stringify(request));
  const script = options.entry ?? fileURLToPath(new URL('fine-tune-process.js', import.meta.url));
  const process = { script, folder, onMessage, signal };
  await (crew === undefined ? runAlone(process) : runCrew(crew, process));
  return expectResult(folder);
}

async function runAlone(options: Omit<ProcessOptions, 'environment'>): Promise<void> {
  const end = await startTrainingProcess({ ...options, environment: {} }).ended;
  switch (end.kind) {
    case 'done':
      return;
    case 'stopped':
      throw new AppError('TRAINING_STOPPED');
    case 'broken':
      throw end.fault;
    case 'lost':
      throw new AppError('TRAINING_FAILED', { details: [`the training process ended with ${end.how}`] });
  }
}

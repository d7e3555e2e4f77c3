import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../errors.js';
import { type FineTuneMessage, JOB_FILE, trainingRequestSchema } from './fine-tune-job.js';
import type { JobSurroundings } from './job-surroundings.js';
import type { OpenExchange } from './parallel/exchange-place.js';
import { readWorkerRole } from './parallel/worker-role.js';
import { runFineTuneJob } from './run-fine-tune-job.js';
import { runStartUpJob } from './run-start-up-job.js';
import { openTensorflow } from './tensorflow.js';

/**
 * A training process; `argv[2]` is the job's folder. It goes on from the last checkpoint there. A process of its own:
 * TensorFlow's library can end the process that loads it, holds gigabytes, and keeps an event loop busy for minutes.
 */
export function workerProcess(openExchange: OpenExchange): void {
  let isStopped = false;
  process.on('message', () => {
    isStopped = true;
  });
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches the whole group of processes; the parent says when to stop.
  process.on('SIGINT', () => {});
  runJob(process.argv[2] ?? '', { openExchange, isStopped: () => isStopped }).then(finish, (error: unknown) =>
    finish(describeFault(error)),
  );
}

async function runJob(
  folder: string,
  { openExchange, isStopped }: Pick<JobSurroundings, 'openExchange' | 'isStopped'>,
): Promise<FineTuneMessage> {
  const request = trainingRequestSchema.parse(JSON.parse(await readFile(join(folder, JOB_FILE), 'utf8')));
  const { tensorflow, isPortable } = request;
  const backend = await openTensorflow({ ...(tensorflow !== undefined && { folder: tensorflow }), isPortable });
  const role = readWorkerRole(process.env);
  if (role === undefined || role.isFirstHere) tell({ kind: 'backend', reason: backend.reason });
  const surroundings = { folder, backend, role, openExchange, isStopped, tell };
  const isDone = 'kind' in request ? runStartUpJob(request, surroundings) : runFineTuneJob(request, surroundings);
  return (await isDone) ? { kind: 'done' } : { kind: 'stopped' };
}

function describeFault(error: unknown): FineTuneMessage {
  if (error instanceof AppError) {
    return { kind: 'broken', code: error.code, reason: error.details.join('; ') || error.message };
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'broken', code: 'TRAINING_FAILED', reason };
}

function tell(message: FineTuneMessage): void {
  process.send?.(message, () => {});
}

/** The last message has to be away before the process ends. */
function finish(message: FineTuneMessage): void {
  process.send?.(message, () => process.exit());
}

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../errors.js';
import { type FineTuneMessage, type FineTuneRequest, JOB_FILE } from './fine-tune-job.js';
import { type FineTuneResult, loadResult } from './result-file.js';

export type RunOptions = {
  /** Of this job alone (see `jobFolder`); checkpoints and the result stay there. */
  folder: string;
  /** Go on from the folder's checkpoint, or take its result, instead of starting anew. */
  isResumed: boolean;
  onMessage(message: FineTuneMessage): void;
  /** Ends the run after the step it is in. */
  signal?: AbortSignal | undefined;
  /** Script of the process. Default: the built `fine-tune-process.js` beside this file. */
  entry?: string | undefined;
};

/** A folder named after all that goes into a training, so that resuming never goes on with another job's weights. */
export function jobFolder(root: string, { tensorflow: _, ...job }: FineTuneRequest): string {
  return join(root, createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 16));
}

/**
 * Fine-tunes in a process of its own.
 * @throws TRAINING_STOPPED after `signal`; the checkpoint of the last whole epoch stands
 * @throws TRAINING_FAILED when the process ends without a result
 */
export async function runFineTune(request: FineTuneRequest, options: RunOptions): Promise<FineTuneResult> {
  const { folder, isResumed } = options;
  if (!isResumed) await rm(folder, { recursive: true, force: true });
  const earlier = await loadResult(folder);
  if (earlier !== undefined) return earlier;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, JOB_FILE), JSON.stringify(request));
  await waitForEnd(options);
  const result = await loadResult(folder);
  if (result === undefined) throw new AppError('TRAINING_FAILED', { details: [`${folder} holds no result`] });
  return result;
}

function waitForEnd({ folder, onMessage, signal, entry }: RunOptions): Promise<void> {
  const script = entry ?? fileURLToPath(new URL('fine-tune-process.js', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = fork(script, [folder], {
      serialization: 'advanced',
      execArgv: [],
      // TensorFlow greets on stderr.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    const stop = () => child.connected && child.send('stop');
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
    let last: FineTuneMessage | undefined;
    child.on('message', (message: FineTuneMessage) => {
      last = message;
      onMessage(message);
    });
    child.on('error', (cause) => reject(new AppError('TRAINING_FAILED', { cause })));
    child.on('exit', (code, killedBy) => {
      signal?.removeEventListener('abort', stop);
      if (last?.kind === 'done') resolve();
      else if (last?.kind === 'stopped') reject(new AppError('TRAINING_STOPPED'));
      else if (last?.kind === 'broken') reject(new AppError('TRAINING_FAILED', { details: [last.reason] }));
      else
        reject(new AppError('TRAINING_FAILED', { details: [`the training process ended with ${killedBy ?? code}`] }));
    });
  });
}

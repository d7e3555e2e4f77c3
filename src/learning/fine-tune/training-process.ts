import { fork } from 'node:child_process';
import { AppError } from '../../errors.js';
import type { FineTuneMessage } from './fine-tune-job.js';

export type ProcessOptions = {
  script: string;
  /** Of the job. */
  folder: string;
  environment: Record<string, string>;
  onMessage(message: FineTuneMessage): void;
  /** Ends the training after the step it is in. */
  signal?: AbortSignal | undefined;
};

/** What became of a training process; `lost` when it ended without a last word. */
export type ProcessEnd =
  | { kind: 'done' }
  | { kind: 'stopped' }
  | { kind: 'broken'; fault: AppError }
  | { kind: 'lost'; how: string };

export type TrainingProcess = { ended: Promise<ProcessEnd>; kill(): void };

export function startTrainingProcess(options: ProcessOptions): TrainingProcess {
  const { script, folder, environment, onMessage, signal } = options;
  const child = fork(script, [folder], {
    serialization: 'advanced',
    execArgv: [],
    // TensorFlow greets on stderr.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', ...environment },
  });
  const stop = () => child.connected && child.send('stop', () => {});
  signal?.addEventListener('abort', stop);
  if (signal?.aborted === true) stop();
  let last: FineTuneMessage | undefined;
  child.on('message', (message: FineTuneMessage) => {
    last = message;
    onMessage(message);
  });
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.on('error', (cause) => resolve({ kind: 'broken', fault: new AppError('TRAINING_FAILED', { cause }) }));
    child.on('exit', (code, killedBy) => {
      signal?.removeEventListener('abort', stop);
      resolve(readEnd(last, String(killedBy ?? code)));
    });
  });
  return { ended, kill: () => child.kill() };
}

function readEnd(last: FineTuneMessage | undefined, how: string): ProcessEnd {
  switch (last?.kind) {
    case 'done':
    case 'stopped':
      return { kind: last.kind };
    case 'broken':
      return { kind: 'broken', fault: new AppError(last.code, { details: [last.reason] }) };
    default:
      return { kind: 'lost', how };
  }
}

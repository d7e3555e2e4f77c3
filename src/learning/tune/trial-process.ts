import { AppError } from '../../errors.js';
import { openBertWeights } from '../bert-weights.js';
import { fineTune } from '../fine-tune/fine-tune.js';
import { openTensorflow } from '../fine-tune/tensorflow.js';
import type { TrialMessage, TrialRequest } from './trial-messages.js';

/**
 * Entry of the process of one trial. It takes one request and says how training goes; it ends with its parent, and
 * a native fault here costs a trial, never the search.
 */
function main(): void {
  process.on('disconnect', () => process.exit());
  process.once('message', (request: TrialRequest) => {
    run(request)
      .catch((error: unknown) => tell({ kind: 'failed', reason: describe(error) }))
      .finally(() => process.disconnect());
  });
}

async function run({ material, settings }: TrialRequest): Promise<void> {
  const { base, tensorflow, rows, dev, classes } = material;
  const backend = await openTensorflow({ folder: tensorflow });
  await tell({ kind: 'backend', reason: backend.reason });
  const startedAt = performance.now();
  const weights = await openBertWeights(base);
  const job = { weights, classes, rows, dev, settings };
  const tuned = await fineTune(backend, job, {
    onStep: () => {},
    onEpoch: ({ epoch, devAccuracy }) => tell({ kind: 'epoch', epoch, devAccuracy: devAccuracy.at(-1) ?? 0 }),
    isStopped: () => false,
  });
  await weights.close();
  const seconds = (performance.now() - startedAt) / 1000;
  await tell({ kind: 'done', devAccuracy: Math.max(...tuned.devAccuracy), seconds });
}

function describe(error: unknown): string {
  return error instanceof AppError ? [error.message, ...error.details].join(' ') : String(error);
}

/** Resolves when it is on its way: a process that ends before takes its last words with it. */
function tell(message: TrialMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}

main();

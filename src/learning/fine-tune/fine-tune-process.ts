import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBertWeights } from '../bert-weights.js';
import { loadCheckpoint, saveCheckpoint } from './checkpoint-file.js';
import { type FineTuneHooks, fineTune } from './fine-tune.js';
import { type FineTuneMessage, fineTuneRequestSchema, JOB_FILE } from './fine-tune-job.js';
import { saveResult } from './result-file.js';
import { openTensorflow } from './tensorflow.js';

/**
 * Entry of a training process; `argv[2]` is the job's folder, where checkpoints and the result go. It goes on from the
 * last checkpoint there. A process of its own: TensorFlow's library can end the process that loads it, holds gigabytes,
 * and keeps an event loop busy for minutes.
 */
async function main(folder: string): Promise<void> {
  let isStopped = false;
  process.on('message', () => {
    isStopped = true;
  });
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches the whole group of processes; the parent says when to stop.
  process.on('SIGINT', () => {});
  const request = fineTuneRequestSchema.parse(JSON.parse(await readFile(join(folder, JOB_FILE), 'utf8')));
  const { base, classes, rows, dev, unseen, tensorflow, isPortable, portableLayers } = request;
  const backend = await openTensorflow({ ...(tensorflow === undefined ? {} : { folder: tensorflow }), isPortable });
  tell({ kind: 'backend', reason: backend.reason });
  const trainedLayers = backend.kind === 'wasm' ? portableLayers : request.settings.trainedLayers;
  const settings = { ...request.settings, trainedLayers };
  const weights = await openBertWeights(base);
  const startedAt = performance.now();
  const hooks: FineTuneHooks = {
    onStep: ({ step, steps, loss, devAccuracy }) => tell({ kind: 'step', step, steps, loss, devAccuracy }),
    onEpoch: async (checkpoint) => {
      await saveCheckpoint(folder, checkpoint);
      tell({ kind: 'checkpoint', epoch: checkpoint.epoch });
    },
    isStopped: () => isStopped,
  };
  const start = await loadCheckpoint(folder);
  const tuned = await fineTune(backend, { weights, classes, rows, dev, settings, start }, hooks);
  if (isStopped) return finish({ kind: 'stopped' });
  const { tensors, devAccuracy, epochs } = tuned;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const readings = { rows: await tuned.read(rows), dev: await tuned.read(dev), unseen: await tuned.read(unseen) };
  await saveResult(folder, { tensors, devAccuracy, epochs, seconds, backend: backend.reason, ...readings });
  finish({ kind: 'done' });
}

function tell(message: FineTuneMessage): void {
  process.send?.(message, () => {});
}

/** The last message has to be away before the process ends. */
function finish(message: FineTuneMessage): void {
  process.send?.(message, () => process.exit());
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  finish({ kind: 'broken', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});

import { openBertWeights } from '../bert-weights.js';
import { loadCheckpoint, saveCheckpoint } from './checkpoint-file.js';
import type { StartUpRequest } from './fine-tune-job.js';
import type { JobSurroundings } from './job-surroundings.js';
import { saveResult } from './result-file.js';
import { startUp } from './start-up/start-up.js';

/** @returns false when it was stopped before its end */
export async function runStartUpJob(request: StartUpRequest, surroundings: JobSurroundings): Promise<boolean> {
  const { folder, backend, isStopped, tell } = surroundings;
  const { base, texts, special, portableLayers } = request;
  const isWasm = backend.kind === 'wasm';
  const settings = { ...request.settings, ...(isWasm && { trainedLayers: portableLayers }) };
  const weights = await openBertWeights(base);
  const startedAt = performance.now();
  try {
    const job = {
      weights,
      texts: texts.map((ids) => ({ ids })),
      special,
      settings,
      start: await loadCheckpoint(folder),
    };
    const {
      tensors,
      losses,
      isStopped: wasStopped,
    } = await startUp(backend, job, {
      onStep: ({ step, steps, loss }) => tell({ kind: 'step', step, steps, loss, devAccuracy: undefined }),
      onEpoch: async (checkpoint) => {
        await saveCheckpoint(folder, checkpoint);
        tell({ kind: 'checkpoint', epoch: checkpoint.epoch });
      },
      isStopped,
    });
    if (wasStopped) return false;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const { reason } = backend;
    const common = { devAccuracy: [], epochs: losses.length, backend: reason, seconds, losses };
    await saveResult(folder, { tensors, ...common, rows: [], dev: [], unseen: [] });
    return true;
  } finally {
    await weights.close();
  }
}

import { type BertWeights, openBertWeights } from '../bert-weights.js';
import { loadCheckpoint, saveCheckpoint } from './checkpoint-file.js';
import { distil } from './distil.js';
import { type FineTuneHooks, type FineTuneJob, fineTune, type Tuned } from './fine-tune.js';
import type { FineTuneRequest } from './fine-tune-job.js';
import type { JobSurroundings } from './job-surroundings.js';
import type { Exchange } from './parallel/exchange.js';
import { replaceLayers } from './replace-layers.js';
import { expectResult, saveResult } from './result-file.js';
import type { Backend } from './tensorflow.js';
import { toTunedModel } from './tuned-model.js';

/** @returns false when it was stopped before its end */
export async function runFineTuneJob(request: FineTuneRequest, surroundings: JobSurroundings): Promise<boolean> {
  const { folder, backend, role, openExchange } = surroundings;
  const exchange = role && (await openExchange(role.place));
  const isLeader = exchange === undefined || exchange.worker === 0;
  const weights = await openBertWeights(request.base);
  const startedAt = performance.now();
  try {
    const start = isLeader ? await loadCheckpoint(folder) : undefined;
    const hooks = createHooks(surroundings, exchange);
    const tuned = await trainAsAsked(backend, request, { weights, start, hooks });
    if (tuned.isStopped) return false;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const { tensors, devAccuracy, epochs } = tuned;
    const readings = await readRows(tuned, isLeader ? request : { rows: [], dev: [], unseen: [] });
    if (isLeader || role?.isFirstHere === true) {
      await saveResult(folder, { tensors, devAccuracy, epochs, seconds, backend: backend.reason, ...readings });
    }
    return true;
  } finally {
    await exchange?.close();
    await weights.close();
  }
}

function createHooks({ folder, isStopped, tell }: JobSurroundings, exchange: Exchange | undefined): FineTuneHooks {
  return {
    onStep: ({ step, steps, loss, devAccuracy }) => tell({ kind: 'step', step, steps, loss, devAccuracy }),
    onEpoch: async (checkpoint) => {
      await saveCheckpoint(folder, checkpoint);
      tell({ kind: 'checkpoint', epoch: checkpoint.epoch });
    },
    isStopped,
    exchange,
  };
}

type Training = { weights: BertWeights; start: FineTuneJob['start']; hooks: FineTuneHooks };

/** Plainly, from a start-up stage, or as a teacher's student. */
async function trainAsAsked(
  backend: Backend,
  { classes, rows, dev, settings: asked, startUp, teacher, portableLayers }: FineTuneRequest,
  { weights, start, hooks }: Training,
): Promise<Tuned> {
  const settings = { ...asked, trainedLayers: backend.kind === 'wasm' ? portableLayers : asked.trainedLayers };
  if (teacher !== undefined) {
    const { tensors, rows: answers } = await expectResult(teacher.folder);
    const taught = { read: async () => answers };
    const job = { weights: toTunedModel(weights, tensors).weights, classes, rows, dev, settings, start };
    return (await distil(backend, { ...job, ...teacher, teacher: taught }, hooks)).tuned;
  }
  const started = startUp === undefined ? weights : replaceLayers(weights, (await expectResult(startUp)).tensors);
  return fineTune(backend, { weights: started, classes, rows, dev, settings, start }, hooks);
}

async function readRows(tuned: Tuned, { rows, dev, unseen }: Pick<FineTuneRequest, 'rows' | 'dev' | 'unseen'>) {
  return { rows: await tuned.read(rows), dev: await tuned.read(dev), unseen: await tuned.read(unseen) };
}

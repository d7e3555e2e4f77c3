import { resolve } from 'node:path';
import { readBertConfig } from './bert-weights.js';
import { spreadLayers } from './fine-tune/distil.js';
import { type FineTuneRequest, PORTABLE_LAYERS } from './fine-tune/fine-tune-job.js';
import type { FineTuneResult } from './fine-tune/result-file.js';
import { jobFolder, runFineTune } from './fine-tune/run-fine-tune.js';
import { createProgressBar } from './progress-bar.js';
import { tensorflowFolder } from './tensorflow-folder.js';
import type { TuningAsked } from './train-options.js';
import type { FineTuner } from './tune-encoder.js';

export type TunerSurroundings = {
  base: string;
  /** Where jobs keep their checkpoints and results. */
  folder: string;
  isPortable: boolean;
  isResumed: boolean;
  /** Script of the training processes. */
  worker: string;
  stop: AbortSignal;
  /** Folder of the start-up stage's result. */
  startUp: string | undefined;
};

/** The same for every run of a training. */
export function sharedRequest({ base, isPortable }: TunerSurroundings, { layers }: TuningAsked) {
  return {
    base: resolve(base),
    tensorflow: tensorflowFolder(),
    isPortable,
    portableLayers: layers ?? PORTABLE_LAYERS,
  };
}

/** Fine-tunes in processes of their own; with `distil` a teacher and then its student, whose answers count. */
export function createFineTuner(asked: TuningAsked, surroundings: TunerSurroundings): FineTuner {
  const { distil } = asked;
  const run = createRunner(asked, surroundings);
  const { base, startUp } = surroundings;
  let teacherEpochs: number | undefined;
  return async (name, job) => {
    const title = name === 'probe' ? 'First training, on nine tenths' : 'Training on all';
    const request: FineTuneRequest = { ...sharedRequest(surroundings, asked), ...job, unseen: [], startUp };
    if (distil === undefined) return (await run(name, title, request)).result;
    const epochs = teacherEpochs ?? job.settings.epochs;
    const teacher = await run(`${name}-teacher`, `${title}, teacher`, {
      ...request,
      settings: { ...job.settings, epochs },
    });
    teacherEpochs ??= teacher.result.epochs;
    const kept = spreadLayers((await readBertConfig(base)).num_hidden_layers, distil);
    return (await run(name, `${title}, student of ${distil} layers`, teach(request, { name, kept, ...teacher })))
      .result;
  };
}

/** A softer teacher tells more of what it finds less likely. */
const TEMPERATURE = 2;
/** A student has more to learn than its teacher had; the probe's dev rows tell how much of it helps. */
const STUDENT_EPOCHS = 2;

type Teaching = { name: 'probe' | 'final'; kept: number[]; folder: string };

/** All of a student's layers are trained: it has few, and lost what stood between them. */
function teach(request: FineTuneRequest, { name, kept, folder }: Teaching): FineTuneRequest {
  const { settings, startUp: _, ...rest } = request;
  const epochs = name === 'probe' ? settings.epochs * STUDENT_EPOCHS : settings.epochs;
  return {
    ...rest,
    portableLayers: kept.length,
    settings: { ...settings, epochs, trainedLayers: kept.length },
    teacher: { folder, kept, temperature: TEMPERATURE },
  };
}

type Outcome = { result: FineTuneResult; folder: string };

function createRunner({ crew }: TuningAsked, { folder: root, isResumed, worker, stop }: TunerSurroundings) {
  return async (name: string, title: string, request: FineTuneRequest): Promise<Outcome> => {
    const folder = resolve(jobFolder(root, request));
    const redis = crew?.redis && { ...crew.redis, run: `${crew.redis.run}.${name}` };
    const result = await runFineTune(request, {
      folder,
      isResumed,
      onMessage: createProgressBar(title),
      signal: stop,
      entry: worker,
      crew: crew && { ...crew, redis },
    });
    return { result, folder };
  };
}

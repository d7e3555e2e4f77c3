import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auroc } from '../../../src/learning/auroc.js';
import { usualFusion } from '../../../src/learning/calibrate-fusion.js';
import { calibrateModel, type HeldOutMessage, type ModelCalibration } from '../../../src/learning/calibrate-model.js';
import { pickNeighbours } from '../../../src/learning/choose-neighbours.js';
import { crossFit } from '../../../src/learning/cross-fit.js';
import { encodeExamples } from '../../../src/learning/encode-examples.js';
import type { FineTuneResult } from '../../../src/learning/fine-tune/result-file.js';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { type Example, fitHead } from '../../../src/learning/fit-head.js';
import { createNeighbourhood } from '../../../src/learning/measure-neighbours.js';
import { prepareEncoder } from '../../../src/learning/prepare-encoder.js';
import type { LabelledText } from '../../../src/learning/read-labelled-csv.js';
import { type ReadMessage, readMessages } from '../../../src/learning/read-messages.js';
import { measureReliability } from '../../../src/learning/report/reliability.js';
import type { Trained } from '../../../src/learning/train.js';
import { writeModelFolder } from '../../../src/learning/write-model-folder.js';
import { createLog } from '../../../src/log.js';
import { createEncoderPool } from '../../../src/understanding/encoder-pool.js';
import { rawScores } from '../../../src/understanding/head.js';
import { countWords } from '../../../src/understanding/mend-slips.js';
import { readModelFolder } from '../../../src/understanding/model-folder.js';
import { type NeighbourRow, packNeighbours } from '../../../src/understanding/neighbours.js';
import { createTypoGenerator } from '../typo-generator.js';
import type { DataSet } from './data-sets.js';

/** Shares in percent, AUROC as a share; each beside the linear floor and the frozen model on the same rows. */
export type Verdict = {
  floor: number;
  frozen: number;
  /** The fine-tuned head alone, in 32 bits and as it is served, in 8. */
  tuned: { fp32: number; q8: number };
  fused: number;
  /** Expected calibration error of the fused answer in percent, 15 bins of equal mass; null without dev rows. */
  ece: number | null;
  /** With a typo in every seventh longer word. */
  typos: { frozen: number; fused: number };
  outOfScope: { auroc: number; falseAlarmsAt95: number } | null;
};

export type Learned = {
  /** Learned the training rows alone; its answers to the dev rows calibrate. */
  probe: FineTuneResult;
  /** Serves; learned the rows of `learned`. */
  result: FineTuneResult;
  learned: readonly LabelledText[];
};

type Judging = { progress: (line: string) => void };

/** Makes a model folder of what was trained and judges it by the way a customer's message takes. */
export async function judgeRun(
  data: DataSet,
  { probe, result, learned }: Learned,
  { progress }: Judging,
): Promise<Verdict> {
  const { labels } = data;
  const base = await prepareEncoder('intents/base', '.data/encoders');
  const log = createLog('warn');
  const frozenPool = await createEncoderPool({ modelDir: base.folder, log });
  const train = await encodeExamples(frozenPool, data.train, progress);
  const dev = await encodeExamples(frozenPool, data.dev, progress);
  await frozenPool.stop();
  const calibrated = calibrate({ labels, train, dev, probe });
  const rows = learned.length === data.train.length ? train : [...train, ...dev];
  const floor = fitHead(rows, { labels, features: 'n-grams' });
  const head = fitHead(rows, { labels });
  const trained: Trained = {
    ...calibrated,
    heldOut: { name: 'bench', labels, rows: [{ text: '', actual: '', probabilities: labels.map(() => 0) }] },
    head,
    tuned: {
      tensors: result.tensors,
      neighbours: packNeighbours(neighboursOf({ labels, rows, result }), {
        dimensions: head.dimensions,
        classes: labels.length,
      }),
      epochs: result.epochs,
      backend: result.backend,
      settings: fineTuneSettingsSchema.parse({}),
    },
    words: countWords(learned.map(({ text }) => text)),
    encoderLanguages: 'english',
    data: { phrases: learned.length, intents: labels.length, languages: ['en'], sha256: '0'.repeat(64) },
  };
  const modelDir = await mkdtemp(join(tmpdir(), 'concierge-bench-model-'));
  await writeModelFolder(modelDir, { trained, encoder: base, base: 'intents/base', source: 'bench', parent: null });
  const model = await readModelFolder(modelDir);
  const encoder = await createEncoderPool({ modelDir, log });
  try {
    const read = (texts: string[]) => readMessages({ model, encoder }, texts, progress);
    const addTypos = createTypoGenerator(1);
    const test = await read(data.test.map(({ text }) => text));
    const typos = await read(data.test.map(({ text }) => addTypos(text)));
    const outside = await read(data.outOfScope.test);
    const actual = data.test.map(({ label }) => labels.indexOf(label));
    const percent = (guesses: number[]) =>
      round((100 * guesses.filter((at, row) => at === actual[row]).length) / actual.length);
    const fusedOf = (rows: ReadMessage[]) => percent(rows.map(({ judgement }) => largest(judgement.probabilities)));
    const frozenOf = (rows: ReadMessage[]) =>
      percent(rows.map(({ prepared, reading }) => largest(rawScores(head, reading.vector, prepared.text))));
    const predictions = test.map(({ judgement }, row) => {
      const best = largest(judgement.probabilities);
      return { confidence: judgement.probabilities[best] ?? 0, isRight: best === actual[row] };
    });
    return {
      floor: percent(test.map(({ prepared }) => largest(rawScores(floor, new Float32Array(0), prepared.text)))),
      frozen: frozenOf(test),
      tuned: {
        fp32: percent(result.unseen.map(({ logits }) => largest(logits))),
        q8: percent(test.map(({ reading }) => largest(reading.tuned?.scores ?? []))),
      },
      fused: fusedOf(test),
      ece: dev.length === 0 ? null : round(100 * measureReliability(predictions).ece),
      typos: { frozen: frozenOf(typos), fused: fusedOf(typos) },
      outOfScope: outside.length === 0 || dev.length === 0 ? null : judgeUnknown(test, outside),
    };
  } finally {
    await encoder.stop();
    await rm(modelDir, { recursive: true, force: true });
  }
}

type Known = { labels: string[]; train: Example[]; dev: Example[]; probe: FineTuneResult };

/** On the dev rows; a draw that leaves none has its own rows, cross-fitted, for the frozen head alone, and what is usual. */
function calibrate({ labels, train, dev, probe }: Known): ModelCalibration {
  const head = fitHead(train, { labels });
  const around = createNeighbourhood(neighboursOf({ labels, rows: train, result: probe }), labels.length);
  const messages = dev.flatMap(({ text, label, vector }, row): HeldOutMessage[] => {
    const reading = probe.dev[row];
    if (reading === undefined) return [];
    const frozenScores = rawScores(head, vector, text);
    const tuned = { scores: reading.logits, ...around({ base: vector, tuned: reading.vector }) };
    return [{ language: 'en', label: labels.indexOf(label), frozenScores, tuned }];
  });
  if (messages.length > 0) return calibrateModel(messages, labels);
  const own = crossFit(train, 5, { labels }).map(
    ({ label, scores }): HeldOutMessage => ({ language: 'en', label, frozenScores: scores, tuned: undefined }),
  );
  const calibrated = calibrateModel(own, labels);
  const { frozen, thresholds } = calibrated.calibration.common;
  const nothing = { mean: 0, deviation: 1 };
  return {
    ...calibrated,
    calibration: { common: { frozen, fused: 1, thresholds } },
    fusion: usualFusion(frozen),
    unknown: { energy: nothing, base: nothing, tuned: nothing, threshold: Number.MAX_VALUE, falseAlarms: 0 },
  };
}

type Fitted = { labels: string[]; rows: Example[]; result: FineTuneResult };

/** As training keeps them. */
function neighboursOf({ labels, rows, result }: Fitted): NeighbourRow[] {
  const placed = rows.map(({ text, label }, place) => ({ text, label, place }));
  return pickNeighbours({ rows: placed, examples: rows, readings: result.rows }, { labels, seed: NEIGHBOUR_SEED });
}

const NEIGHBOUR_SEED = 1;

function judgeUnknown(inScope: ReadMessage[], outside: ReadMessage[]): Verdict['outOfScope'] {
  const scoresOf = (rows: ReadMessage[]) => rows.map(({ judgement }) => judgement.unknownScore ?? 0);
  const [strange, usual] = [scoresOf(outside), scoresOf(inScope)];
  const at95 = strange.toSorted((one, other) => other - one)[Math.ceil(strange.length * 0.95) - 1] ?? 0;
  const falseAlarmsAt95 = round((100 * usual.filter((score) => score >= at95).length) / usual.length);
  return { auroc: Number(auroc(strange, usual).toFixed(4)), falseAlarmsAt95 };
}

function largest(scores: ArrayLike<number>): number {
  let best = 0;
  for (let at = 1; at < scores.length; at++) if ((scores[at] ?? 0) > (scores[best] ?? 0)) best = at;
  return best;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

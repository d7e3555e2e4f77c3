import { auroc } from '../../../src/learning/auroc.js';
import { calibrateFusion, calibrateUnknown, type FusedExample } from '../../../src/learning/calibrate-fusion.js';
import { encodeExamples } from '../../../src/learning/encode-examples.js';
import { type Example, fitHead } from '../../../src/learning/fit-head.js';
import { createNearness } from '../../../src/learning/measure-nearness.js';
import { measureReliability } from '../../../src/learning/report/reliability.js';
import type { Encoder } from '../../../src/understanding/encoder.js';
import { fusedScores } from '../../../src/understanding/fuse.js';
import { rawScores, softmax } from '../../../src/understanding/head.js';
import { unknownScore, unknownSigns } from '../../../src/understanding/unknown-score.js';
import { createTypoGenerator } from '../typo-generator.js';
import type { DataSet } from './data-sets.js';
import type { TunedReadings } from './tuned-readings.js';

/** Shares in percent, AUROC as a share; each beside the linear floor and the frozen model on the same rows. */
export type Verdict = {
  floor: number;
  frozen: number;
  tuned: number;
  fused: number;
  /** Expected calibration error of the fused answer in percent, 15 bins of equal mass. */
  ece: number | null;
  typos: { frozen: number; tuned: number; fused: number };
  outOfScope: { auroc: number; falseAlarmsAt95: number } | null;
};

export async function judgeRun(
  data: DataSet,
  readings: TunedReadings,
  { encoder, progress, part }: { encoder: Encoder; progress: (line: string) => void; part: 'dev' | 'test' },
): Promise<Verdict> {
  const { labels } = data;
  const addTypos = createTypoGenerator(1);
  const judged = data[part];
  const encode = (rows: { text: string; label: string }[]) => encodeExamples(encoder, rows, progress);
  const bare = (texts: string[]) => encode(texts.map((text) => ({ text, label: '' })));
  const train = await encode(data.train);
  const heads = { floor: fitHead(train, { labels, features: 'n-grams' }), frozen: fitHead(train, { labels }) };
  const learned = readings.parts.get('train') ?? [];
  const nearnessOf = createNearness(
    learned.flatMap(({ vector }, row) => {
      const base = train[row]?.vector;
      return base === undefined ? [] : [{ base, tuned: vector }];
    }),
  );
  const join = (examples: Example[], name: string): Joined[] => {
    const tuned = readings.parts.get(name) ?? [];
    return examples.flatMap((example, row) => {
      const reading = tuned[row];
      if (reading === undefined) return [];
      const frozenScores = rawScores(heads.frozen, example.vector, example.text);
      return [
        {
          ...example,
          label: labels.indexOf(example.label),
          frozenScores,
          tuned: { scores: reading.logits, nearness: nearnessOf({ base: example.vector, tuned: reading.vector }) },
        },
      ];
    });
  };
  const dev = join(await encode(data.dev), 'dev');
  const test = join(await encode(judged), part);
  const typos = join(await encode(judged.map(({ text, label }) => ({ text: addTypos(text), label }))), `${part}-typos`);
  const { fusion, fused } = dev.length > 0 ? calibrateFusion(dev) : UNCALIBRATED;
  const fusedOf = ({ tuned, frozenScores }: Joined) => softmax(fusedScores(tuned.scores, frozenScores, fusion), fused);
  const percent = (rows: Joined[], scoresOf: (row: Joined) => Float32Array | Float64Array) =>
    round((100 * rows.filter((row) => largest(scoresOf(row)) === row.label).length) / rows.length);
  const three = (rows: Joined[]) => ({
    frozen: percent(rows, ({ frozenScores }) => frozenScores),
    tuned: percent(rows, ({ tuned }) => tuned.scores),
    fused: percent(rows, fusedOf),
  });
  const empty = new Float32Array(0);
  const predictions = test.map((row) => {
    const probabilities = fusedOf(row);
    const best = largest(probabilities);
    return { confidence: probabilities[best] ?? 0, isRight: best === row.label };
  });
  return {
    floor: percent(test, ({ text }) => rawScores(heads.floor, empty, text)),
    ...three(test),
    ece: dev.length === 0 ? null : round(100 * measureReliability(predictions).ece),
    typos: three(typos),
    outOfScope:
      data.outOfScope.test.length === 0
        ? null
        : judgeUnknown(dev, test, join(await bare(data.outOfScope[part]), `${part}-out`)),
  };
}

/** Of a draw so small that no row is left to calibrate on. */
const UNCALIBRATED = { fusion: { tuned: 1, frozen: 0.2 }, fused: 1 };

type Joined = FusedExample & { text: string; vector: Float32Array };

function judgeUnknown(dev: Joined[], inScope: Joined[], outside: Joined[]): Verdict['outOfScope'] {
  const signsOf = ({ tuned }: Joined) => unknownSigns(tuned, [], new Float32Array(0));
  const scale = calibrateUnknown(dev.map(signsOf), { falseAlarms: 0.05, hasLabel: false });
  const scoresOf = (rows: Joined[]) => rows.map((row) => unknownScore(signsOf(row), scale));
  const [strange, usual] = [scoresOf(outside), scoresOf(inScope)];
  const at95 = [...strange].sort((one, other) => other - one)[Math.ceil(strange.length * 0.95) - 1] ?? 0;
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

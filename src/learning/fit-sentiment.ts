import {
  SENTIMENT_OUTPUTS,
  SENTIMENTS,
  type SentimentLabel,
  type SentimentModel,
  sentimentFeatures,
} from '../understanding/sentiment.js';
import { auroc } from './auroc.js';
import { createRandom, shuffle } from './random.js';
import type { SentimentText } from './read-sentiment-csv.js';
import { fitSoftmaxRegression, probabilities, type RegressionWeights } from './softmax-regression.js';

/** A message whose tone is known, with its sentence vector. */
export type SentimentExample = SentimentText & { vector: Float32Array };

export type FittedSentiment = {
  model: SentimentModel;
  /** Price of the squared weights that cross-validation chose. */
  l2: { tone: number; frustration: number };
  /** Area under the ROC curve, each against the rest, every message judged by a model that never saw it. */
  aurocs: Record<SentimentLabel | 'frustration', number>;
};

const FOLDS = 5;
/** Strongest first, so that each fit starts from a near one. */
const L2S = [0.004, 0.002, 0.001, 0.0005, 0.00025];

/**
 * Two regularised logistic regressions over the same features: negative, neutral, positive; and frustrated or not. Each
 * takes the regularisation under which cross-validation is least surprised, so that its probabilities can be believed.
 */
export function fitSentiment(examples: SentimentExample[], { seed = 1 } = {}): FittedSentiment {
  const rows = examples.map(({ vector, text }) => sentimentFeatures(vector, text));
  const tones = Uint8Array.from(examples, ({ sentiment }) => SENTIMENTS.indexOf(sentiment));
  const moods = Uint8Array.from(examples, ({ isFrustrated }) => Number(isFrustrated));
  const foldOf = spreadOverFolds(tones, moods, seed);
  const tone = chooseL2({ rows, labels: tones, classes: SENTIMENTS.length }, foldOf);
  const frustration = chooseL2({ rows, labels: moods, classes: 2 }, foldOf);
  const model = toModel(
    fitSoftmaxRegression(rows, tones, { classes: SENTIMENTS.length, l2: tone.l2 }),
    fitSoftmaxRegression(rows, moods, { classes: 2, l2: frustration.l2 }),
    examples[0]?.vector.length ?? 0,
  );
  const [negative = 0, neutral = 0, positive = 0] = tone.aurocs;
  return {
    model,
    l2: { tone: tone.l2, frustration: frustration.l2 },
    aurocs: { negative, neutral, positive, frustration: frustration.aurocs[1] ?? 0 },
  };
}

type Problem = { rows: Float32Array[]; labels: Uint8Array; classes: number };

/** `surprise`: mean negative log likelihood of the truth. */
type CrossValidated = { l2: number; surprise: number; aurocs: number[] };

function chooseL2(problem: Problem, foldOf: Uint8Array): CrossValidated {
  const judged = crossValidate(problem, foldOf);
  return L2S.map((l2, at) => judge(problem, judged[at] ?? [], l2)).reduce((best, other) =>
    other.surprise < best.surprise ? other : best,
  );
}

/** Probabilities of every row under each regularisation, from a model that never saw the row: [L2S][rows][classes]. */
function crossValidate({ rows, labels, classes }: Problem, foldOf: Uint8Array): Float64Array[][] {
  const judged = L2S.map(() => rows.map((): Float64Array => new Float64Array(classes)));
  for (let fold = 0; fold < FOLDS; fold++) {
    const kept = (_: unknown, at: number) => foldOf[at] !== fold;
    const [train, trainLabels] = [rows.filter(kept), labels.filter(kept)];
    let start: RegressionWeights | undefined;
    L2S.forEach((l2, at) => {
      start = fitSoftmaxRegression(train, trainLabels, { classes, l2, ...(start && { start }) });
      const weights = start;
      rows.forEach((row, place) => {
        if (foldOf[place] === fold) judged[at]?.splice(place, 1, probabilities(row, weights));
      });
    });
  }
  return judged;
}

function judge({ labels, classes }: Problem, judged: Float64Array[], l2: number): CrossValidated {
  const surprise = judged.reduce((sum, row, at) => sum - Math.log(row[labels[at] ?? 0] ?? 0), 0) / judged.length;
  const aurocs = Array.from({ length: classes }, (_, label) => {
    const scoresOf = (isLabel: boolean) =>
      judged.flatMap((row, at) => ((labels[at] === label) === isLabel ? [row[label] ?? 0] : []));
    return auroc(scoresOf(true), scoresOf(false));
  });
  return { l2, surprise, aurocs };
}

/** Fold of each row: shuffled, then dealt out kind by kind. */
function spreadOverFolds(tones: Uint8Array, moods: Uint8Array, seed: number): Uint8Array {
  const order = Uint32Array.from(tones.keys());
  shuffle(order, createRandom(seed));
  const kindOf = (at: number) => 2 * (tones[at] ?? 0) + (moods[at] ?? 0);
  const foldOf = new Uint8Array(tones.length);
  [...order]
    .sort((one, other) => kindOf(one) - kindOf(other))
    .forEach((at, place) => {
      foldOf[at] = place % FOLDS;
    });
  return foldOf;
}

/** Of the two classes frustrated or not, only the difference matters: one logit. */
function toModel(tone: RegressionWeights, frustration: RegressionWeights, dimensions: number): SentimentModel {
  const merge = (tones: Float64Array, moods: Float64Array) =>
    Float32Array.from({ length: (moods.length / 2) * SENTIMENT_OUTPUTS }, (_, place) => {
      const [row, output] = [Math.floor(place / SENTIMENT_OUTPUTS), place % SENTIMENT_OUTPUTS];
      if (output < SENTIMENTS.length) return tones[row * SENTIMENTS.length + output] ?? 0;
      return (moods[2 * row + 1] ?? 0) - (moods[2 * row] ?? 0);
    });
  return { dimensions, weights: merge(tone.weights, frustration.weights), bias: merge(tone.bias, frustration.bias) };
}

import { decideIntent } from './decide-intent.js';
import type { Reading } from './encoder.js';
import { fusedScores } from './fuse.js';
import { rawScores, softmax } from './head.js';
import type { Language } from './intent-catalog.js';
import type { Model } from './model-folder.js';
import type { IntentDecision, IntentScore } from './understanding.js';
import { unknownScore, unknownSigns } from './unknown-score.js';

export type Judgement = {
  /** Calibrated, [classes], in the order of the model's labels; sums to 1. */
  probabilities: Float32Array;
  /** All intents, best first. */
  ranking: IntentScore[];
  /** Undefined where no fine-tuned layer read the message. */
  unknownScore: number | undefined;
  decision: IntentDecision;
};

/**
 * What a model says of a message that its encoder has read.
 * @param text as the encoder read it
 */
export function judgeMessage(
  model: Model,
  { text, language, reading }: { text: string; language: Language; reading: Reading },
): Judgement {
  const { head, fusion, unknown } = model;
  const calibration = model.calibration[language] ?? model.calibration.common;
  const frozenScores = rawScores(head, reading.vector, text);
  const { tuned } = reading;
  const probabilities =
    tuned === undefined || fusion === undefined
      ? softmax(frozenScores, calibration.frozen)
      : softmax(fusedScores(tuned, frozenScores, fusion), calibration.fused ?? 1);
  const ranking = rankIntents(head.labels, probabilities);
  const decision = decideIntent(ranking, calibration.thresholds);
  if (tuned === undefined || unknown === undefined)
    return { probabilities, ranking, unknownScore: undefined, decision };
  const score = unknownScore(unknownSigns(tuned, head.labels, probabilities), unknown);
  return { probabilities, ranking, unknownScore: score, decision: heed(decision, score >= unknown.threshold) };
}

/** A sure answer to a message unlike any other is not to be acted on, but it may well be in scope; an unsure one is not. */
function heed(decision: IntentDecision, isUnknown: boolean): IntentDecision {
  if (!isUnknown || decision.kind === 'out-of-scope') return decision;
  return decision.kind === 'confident' ? { kind: 'unsure' } : { kind: 'out-of-scope' };
}

/** Best first; equal ones in the order of the labels. */
export function rankIntents(labels: readonly string[], probabilities: Float32Array): IntentScore[] {
  return labels
    .map((intent, index) => ({ intent, probability: probabilities[index] ?? 0 }))
    .sort((one, other) => other.probability - one.probability);
}

import type { IntentDecision, IntentScore } from './understanding.js';

/** Chosen in training on messages the model had not seen; see learning/choose-thresholds.ts. */
export type Thresholds = {
  /** Least probability of the best intent to act on it. */
  confident: number;
  /** Least lead of the best intent over the second. */
  gap: number;
  /** Least probability of the best two together to ask which of them is meant. */
  pair: number;
};

/** The intent of messages that a shop's chat is not for; deciding for it means out of scope. */
export const OUT_OF_SCOPE = 'out_of_scope';

/**
 * Whether the best intent is safe to act on.
 * @param ranking best first; fewer than two count as a second of probability 0
 */
export function decideIntent(ranking: readonly IntentScore[], thresholds: Thresholds): IntentDecision {
  const [best, second = { intent: OUT_OF_SCOPE, probability: 0 }] = ranking;
  if (best === undefined) return { kind: 'unsure' };
  if (best.probability >= thresholds.confident && best.probability - second.probability >= thresholds.gap) {
    return best.intent === OUT_OF_SCOPE ? { kind: 'out-of-scope' } : { kind: 'confident', ...best };
  }
  const isPair = best.intent !== OUT_OF_SCOPE && second.intent !== OUT_OF_SCOPE;
  if (isPair && best.probability + second.probability >= thresholds.pair) {
    return { kind: 'ambiguous', intents: [best.intent, second.intent] };
  }
  return { kind: 'unsure' };
}

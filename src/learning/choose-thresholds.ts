import { decideIntent, OUT_OF_SCOPE, type Thresholds } from '../understanding/decide-intent.js';
import type { IntentScore } from '../understanding/understanding.js';

/** A held-out message: what was meant, and what the model thought, best first. */
export type Judged = { intent: string; ranking: IntentScore[] };

/** What each outcome costs the shopper, from 0, the right answer at once, to 1, a wrong one. */
const COSTS = { rightPair: 0.2, unsure: 0.5, wrong: 1 } as const;

const CONFIDENT = steps(0.2, 0.9, 0.02);
const GAP = steps(0, 0.3, 0.05);
const PAIR = steps(0.3, 0.95, 0.05);

/** Cost least, or nearly, on five sets of messages written as customers write, in two languages. */
export const USUAL_THRESHOLDS: Thresholds = { confident: 0.44, gap: 0.3, pair: 0.6 };

/**
 * The thresholds that would have cost these shoppers least, where that is clearly less than the usual ones would have: a
 * few hundred messages often tell no difference, and phrases that were written to be unlike each other make a model ask
 * far more than customers need.
 */
export function chooseThresholds(judged: Judged[]): Thresholds {
  const best = cheapest(judged);
  const savings = judged.map((message) => costOf(message, USUAL_THRESHOLDS) - costOf(message, best));
  return isClearlyPositive(savings) ? best : USUAL_THRESHOLDS;
}

/** Whether their mean is more than two standard errors above 0. */
function isClearlyPositive(values: readonly number[]): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return mean > 2 * Math.sqrt(variance / values.length);
}

/** Equal ones in favour of asking more. */
function cheapest(judged: Judged[]): Thresholds {
  let best = USUAL_THRESHOLDS;
  let leastCost = Number.POSITIVE_INFINITY;
  for (const confident of CONFIDENT) {
    for (const gap of GAP) {
      for (const pair of PAIR) {
        const thresholds = { confident, gap, pair };
        const cost = totalCost(judged, thresholds);
        if (cost > leastCost) continue;
        leastCost = cost;
        best = thresholds;
      }
    }
  }
  return best;
}

function totalCost(judged: Judged[], thresholds: Thresholds): number {
  return judged.reduce((total, message) => total + costOf(message, thresholds), 0);
}

function costOf({ intent, ranking }: Judged, thresholds: Thresholds): number {
  const decision = decideIntent(ranking, thresholds);
  switch (decision.kind) {
    case 'confident':
      return decision.intent === intent ? 0 : COSTS.wrong;
    case 'out-of-scope':
      return intent === OUT_OF_SCOPE ? 0 : COSTS.wrong;
    case 'ambiguous':
      return decision.intents.includes(intent) ? COSTS.rightPair : COSTS.wrong;
    case 'unsure':
      return COSTS.unsure;
  }
}

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) =>
    Number((from + index * step).toFixed(2)),
  );
}

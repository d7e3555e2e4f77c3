import { decideIntent, OUT_OF_SCOPE, type Thresholds } from '../understanding/decide-intent.js';
import type { IntentScore } from '../understanding/understanding.js';

/** A held-out message: what was meant, and what the model thought, best first. */
export type Judged = { intent: string; ranking: IntentScore[] };

/** What each outcome costs the shopper, from 0, the right answer at once, to 1, a wrong one. */
const COSTS = { rightPair: 0.2, unsure: 0.5, wrong: 1 } as const;

const CONFIDENT = steps(0.2, 0.9, 0.02);
const GAP = steps(0, 0.3, 0.05);
const PAIR = steps(0.3, 0.95, 0.05);

/** The thresholds that would have cost these shoppers least; equal ones in favour of asking more. */
export function chooseThresholds(judged: Judged[]): Thresholds {
  let best: Thresholds = { confident: 0.5, gap: 0, pair: 0.6 };
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

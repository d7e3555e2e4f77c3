import { judge } from '../knowledge/judge-passages.js';
import { ANSWER_FEATURES, PASSAGE_FEATURES } from '../knowledge/passage-features.js';
import type { Gathered } from '../knowledge/passage-index.js';
import type { PassageScale } from '../knowledge/passage-ranking.js';
import { sectionKey } from '../knowledge/sections.js';
import { minimise, type Objective } from './minimise.js';

/** A labelled question. */
export type PassageExample = {
  gathered: Gathered;
  /** Passages that answer, by their place in the index; empty where the pages do not say. */
  right: ReadonlySet<number>;
};

type Options = {
  /** Share of unanswerable questions that may be answered, 0..1. */
  falseAnswerRate: number;
};

/** Of the weights' squares, against fitting a small set too closely. */
const ORDER_L2 = 0.005;
const ANSWER_L2 = 0.002;
const FOLDS = 5;

/**
 * Learns from labelled questions which passage is best (conditional logit: McFadden 1974) and whether the best one
 * answers (logistic regression). The threshold is the lowest that keeps to the false-answer rate, judged on questions
 * that the weights judging them were not fitted on.
 */
export function fitPassageScale(examples: readonly PassageExample[], { falseAnswerRate }: Options): PassageScale {
  const whole = fitWeights(examples);
  const unanswerable: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeldOut = (_: unknown, at: number) => at % FOLDS === fold;
    const scale = fitWeights(examples.filter((example, at) => !isHeldOut(example, at)));
    for (const example of examples.filter(isHeldOut)) {
      if (example.right.size === 0) unanswerable.push(judge(example.gathered, scale).chance);
    }
  }
  unanswerable.sort((a, b) => b - a);
  const worst = unanswerable[Math.floor(falseAnswerRate * unanswerable.length)] ?? 0;
  return { ...whole, threshold: round(worst + 0.0005) };
}

function fitWeights(examples: readonly PassageExample[]): PassageScale {
  const order = fitOrder(examples.filter(({ right }) => right.size > 0));
  const unjudged = { order, answers: [], threshold: 0 };
  const rows = examples.flatMap(({ gathered, right }) => {
    const { ranked, features } = judge(gathered, unjudged);
    const best = ranked[0]?.candidate.passage;
    const sections = gathered.candidates.flatMap(({ document, passage }) =>
      right.has(document) ? [sectionKey(passage)] : [],
    );
    return best === undefined ? [] : [{ features, label: Number(sections.includes(sectionKey(best))) }];
  });
  return { ...unjudged, answers: fitLogistic(rows) };
}

function fitOrder(examples: readonly PassageExample[]): number[] {
  const objective: Objective = (weights) => {
    const slope = new Float64Array(weights.length);
    let value = 0;
    for (const { gathered, right } of examples) {
      const { candidates } = gathered;
      const powers = candidates.map(({ features }) => Math.exp(dot(features, weights)));
      const all = powers.reduce((sum, power) => sum + power, 0);
      const held = candidates.map(({ document }, at) => (right.has(document) ? (powers[at] ?? 0) : 0));
      const heldAll = held.reduce((sum, power) => sum + power, 0);
      // What was not found at all cannot be put first by any weights.
      if (heldAll === 0) continue;
      value -= Math.log(heldAll / all) / examples.length;
      candidates.forEach(({ features }, at) => {
        const push = ((powers[at] ?? 0) / all - (held[at] ?? 0) / heldAll) / examples.length;
        for (const [name, feature] of features.entries()) slope[name] = (slope[name] ?? 0) + push * feature;
      });
    }
    return penalised({ value, slope }, weights, ORDER_L2);
  };
  return [...minimise(objective, new Float64Array(PASSAGE_FEATURES.length))].map(round);
}

function fitLogistic(rows: readonly { features: number[]; label: number }[]): number[] {
  const objective: Objective = (weights) => {
    const slope = new Float64Array(weights.length);
    let value = 0;
    for (const { features, label } of rows) {
      const chance = 1 / (1 + Math.exp(-dot(features, weights)));
      value -= Math.log(Math.max(label === 1 ? chance : 1 - chance, 1e-12)) / rows.length;
      for (const [name, feature] of features.entries()) {
        slope[name] = (slope[name] ?? 0) + ((chance - label) * feature) / rows.length;
      }
    }
    return penalised({ value, slope }, weights, ANSWER_L2);
  };
  return [...minimise(objective, new Float64Array(ANSWER_FEATURES.length))].map(round);
}

function penalised({ value, slope }: ReturnType<Objective>, weights: Float64Array, l2: number): ReturnType<Objective> {
  const size = weights.reduce((sum, weight) => sum + weight * weight, 0);
  return { value: value + (l2 / 2) * size, slope: slope.map((one, at) => one + l2 * (weights[at] ?? 0)) };
}

function dot(features: number[], weights: Float64Array): number {
  return features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

import { rawScores } from '../understanding/head.js';
import { type Example, type FitOptions, fitHead } from './fit-head.js';
import { createRandom, shuffle } from './random.js';

/** Raw scores of one example from a head that was trained without it. */
export type HeldOut = {
  /** Of the example in what was given. */
  place: number;
  /** In which it was held out, from 0. */
  fold: number;
  label: number;
  scores: Float64Array;
};

/**
 * Scores every example by a head trained on the other folds, so that calibration sees errors as they will be in service.
 * Each label is spread evenly over the folds; the messages of one conversation are all in one.
 * @param folds at least 2
 */
export function crossFit(examples: Example[], folds: number, options: FitOptions): HeldOut[] {
  const foldOf = spreadOverFolds(examples, folds, options.seed ?? 1);
  const numbers = new Map(options.labels.map((label, number) => [label, number]));
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const head = fitHead(
      examples.filter((_, index) => foldOf[index] !== fold),
      options,
    );
    examples.forEach(({ label, text, vector }, index) => {
      if (foldOf[index] !== fold) return;
      heldOut.push({ place: index, fold, label: numbers.get(label) ?? 0, scores: rawScores(head, vector, text) });
    });
  }
  return heldOut;
}

/** Fold of each example: shuffled, then dealt out label by label; where a conversation's first message falls, all of it do. */
function spreadOverFolds(examples: Example[], folds: number, seed: number): Uint32Array {
  const order = Uint32Array.from(examples.keys());
  shuffle(order, createRandom(seed));
  const foldOf = new Uint32Array(examples.length);
  const dealt = new Map<string, number>();
  const foldOfConversation = new Map<string, number>();
  for (const index of order) {
    const { label = '', conversationId } = examples[index] ?? {};
    const known = conversationId === undefined ? undefined : foldOfConversation.get(conversationId);
    const count = dealt.get(label) ?? 0;
    const fold = known ?? count % folds;
    foldOf[index] = fold;
    if (known !== undefined) continue;
    dealt.set(label, count + 1);
    if (conversationId !== undefined) foldOfConversation.set(conversationId, fold);
  }
  return foldOf;
}

import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Tokenise, Tokens } from './load-tokeniser.js';

/** Longest stretch for which everyone else on the event loop waits, give or take one text. */
const SLICE_MS = 4;

/** Tokens of many texts, in their order. */
export async function tokeniseAll(tokenise: Tokenise, texts: readonly string[]): Promise<Tokens[]> {
  const all: Tokens[] = [];
  let sliceEnd = performance.now() + SLICE_MS;
  for (const text of texts) {
    if (performance.now() > sliceEnd) {
      await letOthersRun();
      sliceEnd = performance.now() + SLICE_MS;
    }
    all.push(tokenise(text));
  }
  return all;
}

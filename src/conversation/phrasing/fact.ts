import { splitSaid } from './split-said.js';

/** One thing that is so, in the plain words of the shop's own answer. */
export type Fact = { id: string; text: string };

/** The sentences of a plain text, as facts named f1, f2… */
export function factsIn(plain: string): Fact[] {
  return splitSaid(plain).map((text, index) => ({ id: `f${index + 1}`, text }));
}

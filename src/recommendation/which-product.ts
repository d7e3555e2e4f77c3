import type { FoundProduct } from './find-products.js';

/** The product that a text names, or those it could name. */
export type NamedProduct =
  | { kind: 'one'; found: FoundProduct }
  | { kind: 'several'; found: readonly FoundProduct[] }
  /** None is named; these are like what is described. */
  | { kind: 'alike'; found: readonly FoundProduct[] }
  | { kind: 'none' };

/** The second's share of the best's score: above it the words fit both. */
const MOST_SHARE = 0.85;

/** @param found of one search, best first */
export function whichProduct(found: readonly FoundProduct[]): NamedProduct {
  const [best, ...others] = found;
  if (best === undefined) return { kind: 'none' };
  if (best.isAlike === true) return { kind: 'alike', found };
  const near = others.filter(({ score }) => score > best.score * MOST_SHARE);
  return near.length === 0 ? { kind: 'one', found: best } : { kind: 'several', found: [best, ...near] };
}

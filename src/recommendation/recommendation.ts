import type { Product, Variant } from '../shop/shop.js';

/**
 * A product that fits, with why. Every reason names a fact that can be looked up in the shop's data;
 * `texts/` turns it into a sentence.
 */
export type Recommendation = { product: Product; variant: Variant; reason: Reason };

export type Reason =
  /** Shares these attribute values with the product the customer named. Prices in minor units. */
  | { kind: 'similar'; to: string; shared: string[]; underLimit: number | undefined }
  /** Matches these words of the request. */
  | { kind: 'matches'; words: string[]; underLimit: number | undefined }
  /** Mean rating 1..5 over `count` reviews, best of its category. */
  | { kind: 'well-rated'; rating: number; count: number; category: string }
  | { kind: 'goes-with-order'; orderedTitle: string }
  | { kind: 'reduced'; was: number };

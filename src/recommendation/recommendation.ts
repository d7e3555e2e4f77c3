import type { Product, Variant } from '../shop/shop.js';

/**
 * A product that fits, with why. Every reason names a fact that can be looked up in the shop's data;
 * `texts/` turns it into a sentence.
 */
export type Recommendation = { product: Product; variant: Variant; reason: Reason };

export type Reason =
  /**
   * Shares these with the product the customer started from: its tags, its category, the colour of one of its
   * variants. Prices in minor units.
   */
  | { kind: 'similar'; to: string; shared: string[]; underLimit: number | undefined }
  /** Words of the request that the product's tags, title, category or facts hold, and the variant's colour. */
  | { kind: 'matches'; words: string[]; underLimit: number | undefined }
  /** The product's mean rating, 1..5, over `count` reviews. */
  | { kind: 'well-rated'; rating: number; count: number; category: string }
  /** Another kind of thing than the one named, with these tags in common; the second for one the customer ordered. */
  | { kind: 'goes-with'; title: string; shared: string[] }
  | { kind: 'goes-with-order'; orderedTitle: string; shared: string[] }
  | { kind: 'reduced'; was: number }
  /** Tags and category the shop lists it under. */
  | { kind: 'listed'; under: string[] };

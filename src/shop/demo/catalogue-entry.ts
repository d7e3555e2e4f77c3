import type { ColourName } from './colours.js';
import type { DrawingKind } from './draw-product.js';

/** What is known of a product before stock, costs and reviews are drawn by the seed. */
export type CatalogueEntry = {
  id: string;
  title: string;
  drawing: DrawingKind;
  description: string;
  attributes: Record<string, string>;
  tags: string[];
  colours: ColourName[];
  /** Values of the second option, e.g. S to XL; none: the product comes in colours only. */
  sizes?: readonly string[];
  /** Cents. */
  price: number;
  /** Cents, before the reduction. */
  was?: number;
  /** Never sold out, whatever the seed: the shop leads with it. */
  staple?: boolean;
};

export type CatalogueCategory = { category: string; reviews: ReviewTopic; entries: CatalogueEntry[] };

/** Which review sentences fit. */
export type ReviewTopic =
  | 'shell'
  | 'knit'
  | 'cloth'
  | 'footwear'
  | 'bag'
  | 'accessory'
  | 'textile'
  | 'kitchen'
  | 'light'
  | 'camp';

export const LETTER_SIZES = ['S', 'M', 'L', 'XL'] as const;
export const WAIST_SIZES = ['30', '32', '34', '36'] as const;
export const SHOE_SIZES = ['37', '38', '39', '41', '42', '44'] as const;
export const GLOVE_SIZES = ['S', 'M', 'L'] as const;

import { pictureHref } from '../../shop/product-links.js';
import type { Product, Variant } from '../../shop/shop.js';
import type { Formats } from './formats.js';

/** Stock at or below this is said as a number. */
const LOW_STOCK = 3;

export type StockLevel = 'in-stock' | 'low' | 'out';

export function stockLevelOf(stock: number): StockLevel {
  if (stock === 0) return 'out';
  return stock <= LOW_STOCK ? 'low' : 'in-stock';
}

export function stockTextOf(stock: number): string {
  switch (stockLevelOf(stock)) {
    case 'out':
      return 'Sold out';
    case 'low':
      return stock === 1 ? 'Last one' : `Only ${stock} left`;
    case 'in-stock':
      return 'In stock';
  }
}

/** The first variant that can be bought, else the first; a product always has one. */
export function leadVariant(product: Product): Variant {
  const lead = product.variants.find(({ stock }) => stock > 0) ?? product.variants[0];
  if (lead === undefined) throw new RangeError(`Expected product ${product.id} to have a variant`);
  return lead;
}

export function pictureOf(product: Product, variant: Variant): string {
  return pictureHref(product.id, variant.id);
}

/** `Night blue · M`, in the order the shop names the options. */
export function optionTextOf(options: Record<string, string>): string {
  return Object.values(options).join(' · ');
}

/** What a price tag says when variants differ. */
export function priceRangeOf(product: Product, formats: Formats): { text: string; was: string | undefined } {
  const prices = product.variants.map(({ price }) => price);
  const lowest = Math.min(...prices);
  const { was } = leadVariant(product);
  const isReduced = was !== undefined && was > lowest;
  return {
    text: Math.max(...prices) > lowest ? `from ${formats.money(lowest)}` : formats.money(lowest),
    was: isReduced ? formats.money(was) : undefined,
  };
}

/** Mean of 1..5; undefined without reviews. */
export function ratingOf({ reviews }: Product): number | undefined {
  if (reviews.length === 0) return undefined;
  return reviews.reduce((sum, { rating }) => sum + rating, 0) / reviews.length;
}

/** One variant per look: the first of each colour, or of each first option's value. */
export function looksOf(product: Product): Variant[] {
  const seen = new Map<string, Variant>();
  for (const variant of product.variants) {
    const key = variant.swatch ?? Object.values(variant.options)[0] ?? variant.id;
    if (!seen.has(key)) seen.set(key, variant);
  }
  return [...seen.values()];
}

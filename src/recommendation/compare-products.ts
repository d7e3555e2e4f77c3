import type { ProductId } from '../protocol/ids.js';
import type { Product } from '../shop/shop.js';

/** What products can be put in order by. */
export type Quality = 'price' | 'rating' | 'weight' | 'size';

export type Measured = {
  product: Product;
  /** Minor units of the shop's currency, mean of 1..5, grams, millilitres or the product of what it measures. */
  amount: number;
  value: MeasuredValue;
};

export type MeasuredValue =
  | { kind: 'price'; amount: number }
  | { kind: 'rating'; mean: number; count: number }
  /** As the product page has it. */
  | { kind: 'said'; text: string };

export type Comparison = {
  /** Those of which it is known, the least first. */
  measured: Measured[];
  unknown: Product[];
};

/** @param prices of the variants that are meant; of another product its lowest counts */
export function compareProducts(
  products: readonly Product[],
  quality: Quality,
  prices: ReadonlyMap<ProductId, number> = new Map(),
): Comparison {
  const scale = quality === 'size' ? sizeScale(products) : quality;
  const all = products.map((product) => ({ product, measured: measure(product, scale, prices.get(product.id)) }));
  return {
    measured: all.flatMap(({ measured }) => measured ?? []).sort((one, other) => one.amount - other.amount),
    unknown: all.flatMap(({ product, measured }) => (measured === undefined ? [product] : [])),
  };
}

/** The attributes in which products differ, as each has them; what only one of them has is a difference too. */
export function differences(products: readonly Product[]): { name: string; values: (string | undefined)[] }[] {
  const names = [...new Set(products.flatMap(({ attributes }) => Object.keys(attributes)))];
  return names
    .map((name) => ({ name, values: products.map(({ attributes }) => attributes[name]) }))
    .filter(({ values }) => new Set(values).size > 1);
}

type Scale = Exclude<Quality, 'size'> | 'capacity' | 'dimensions';

/** What holds something is as big as what it holds, anything else as it measures. */
function sizeScale(products: readonly Product[]): Scale {
  const isHolding = products.some((product) => measure(product, 'capacity', undefined) !== undefined);
  return isHolding ? 'capacity' : 'dimensions';
}

function measure(product: Product, scale: Scale, price: number | undefined): Measured | undefined {
  const { variants, reviews, attributes } = product;
  switch (scale) {
    case 'price': {
      const amount = price ?? Math.min(...variants.map((variant) => variant.price));
      return Number.isFinite(amount) ? { product, amount, value: { kind: 'price', amount } } : undefined;
    }
    case 'rating': {
      const total = reviews.reduce((sum, { rating }) => sum + rating, 0);
      const count = reviews.length;
      const mean = total / count;
      return count === 0 ? undefined : { product, amount: mean, value: { kind: 'rating', mean, count } };
    }
    case 'weight':
    case 'capacity':
    case 'dimensions': {
      const { named, units } = MEASURES[scale];
      const said = Object.entries(attributes).find(([name]) => named.test(name))?.[1];
      const amount = said === undefined ? undefined : units === undefined ? extent(said) : amountIn(said, units);
      if (said === undefined || amount === undefined) return undefined;
      return { product, amount, value: { kind: 'said', text: said } };
    }
  }
}

type Units = readonly [RegExp, number][];

const MEASURES: Record<'weight' | 'capacity' | 'dimensions', { named: RegExp; units?: Units }> = {
  weight: {
    named: /weight|重量/iu,
    units: [
      [/^(?:kg|kilos?|kilograms?|公斤|千克)/iu, 1000],
      [/^(?:g|grams?|克)(?![a-z])/iu, 1],
      [/^(?:lbs?|pounds?)/iu, 453.592],
      [/^(?:oz|ounces?)/iu, 28.3495],
    ],
  },
  capacity: {
    named: /capacity|volume|容量/iu,
    units: [
      [/^(?:ml|millilit(?:er|re)s?|毫升)/iu, 1],
      [/^(?:cl)(?![a-z])/iu, 10],
      [/^(?:lit(?:er|re)s?|l|升)(?![a-z])/iu, 1000],
    ],
  },
  dimensions: { named: /dimension|measure|尺寸/iu },
};

/** Of "220 × 140 cm, 105 cm high" the first two or three numbers multiplied; in inches they stay inches. */
function extent(text: string): number | undefined {
  const [found] = text.match(/\d{1,5}(?:[.,]\d{1,2})?(?:\s?[a-z]{0,2}\s?[×x]\s?\d{1,5}(?:[.,]\d{1,2})?){1,2}/iu) ?? [];
  return found?.match(/\d{1,5}(?:[.,]\d{1,2})?/gu)?.reduce((area, side) => area * numberFrom(side), 1);
}

/** The first number with one of the units: "2,350 g", "1.2 kg", "1,5 l". */
function amountIn(text: string, units: Units): number | undefined {
  for (const match of text.matchAll(/\d{1,7}(?:[.,]\d{1,3}){0,2}/gu)) {
    const rest = text.slice(match.index + match[0].length).trimStart();
    const factor = units.find(([unit]) => unit.test(rest))?.[1];
    if (factor !== undefined) return numberFrom(match[0]) * factor;
  }
  return undefined;
}

/** A separator before exactly three digits parts thousands, any other decimals. */
function numberFrom(digits: string): number {
  return Number(digits.replace(/[.,](?=\d{3}(?!\d))/gu, '').replace(',', '.'));
}

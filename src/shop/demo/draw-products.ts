import { productIdSchema, variantIdSchema } from '../../protocol/ids.js';
import type { Product, Variant } from '../shop.js';
import { accessories } from './catalogue/accessories.js';
import { bags } from './catalogue/bags.js';
import { camping } from './catalogue/camping.js';
import { footwear } from './catalogue/footwear.js';
import { jackets } from './catalogue/jackets.js';
import { kitchen } from './catalogue/kitchen.js';
import { knitwear } from './catalogue/knitwear.js';
import { lights } from './catalogue/lights.js';
import { shirts } from './catalogue/shirts.js';
import { textiles } from './catalogue/textiles.js';
import { trousers } from './catalogue/trousers.js';
import { warmJackets } from './catalogue/warm-jackets.js';
import type { CatalogueCategory, CatalogueEntry } from './catalogue-entry.js';
import { COLOURS, type ColourName } from './colours.js';
import { drawProduct } from './draw-product.js';
import { drawReviews } from './draw-reviews.js';
import type { SeededRandom } from './seeded-random.js';

const CATALOGUE: CatalogueCategory[] = [
  jackets,
  warmJackets,
  knitwear,
  shirts,
  trousers,
  footwear,
  bags,
  accessories,
  textiles,
  kitchen,
  lights,
  camping,
];

/** The whole range with stock, costs and reviews as the seed has them. */
export function drawProducts(random: SeededRandom, now: number): Product[] {
  return CATALOGUE.flatMap((category) =>
    category.entries.map((entry) => toProduct(random.branch(entry.id), { category, entry, now })),
  );
}

function toProduct(
  random: SeededRandom,
  { category: { category, reviews }, entry, now }: { category: CatalogueCategory; entry: CatalogueEntry; now: number },
): Product {
  const { id, title, description, attributes, tags } = entry;
  return {
    id: productIdSchema.parse(id),
    title,
    category,
    description,
    attributes,
    tags,
    variants: entry.colours.flatMap((colour) => toVariants(random, entry, colour)),
    reviews: drawReviews(random, entry, reviews, now),
  };
}

/** The first size of a colour carries its picture; the others look the same. */
function toVariants(random: SeededRandom, entry: CatalogueEntry, colour: ColourName): Variant[] {
  const unitCost = Math.round(entry.price * (0.36 + random.next() * 0.18));
  return (entry.sizes ?? [undefined]).map((size, index) => ({
    id: variantIdSchema.parse([entry.id, slug(colour), ...(size === undefined ? [] : [slug(size)])].join('.')),
    options: size === undefined ? { colour } : { colour, size },
    price: entry.price,
    ...(entry.was !== undefined && { was: entry.was }),
    unitCost,
    stock: drawStock(random, entry.staple === true),
    swatch: COLOURS[colour],
    ...(index === 0 && { picture: drawProduct(entry.drawing, COLOURS[colour]) }),
  }));
}

function drawStock(random: SeededRandom, staple: boolean): number {
  if (staple) return random.between(6, 64);
  if (random.chance(0.09)) return 0;
  return random.chance(0.16) ? random.between(1, 3) : random.between(4, 48);
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

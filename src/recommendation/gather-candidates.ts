import { tokenise } from '../ranking/tokenise.js';
import type { Product, Variant } from '../shop/shop.js';
import { ANIMAL, materialsLike } from './excluded-words.js';
import { optionWords } from './option-words.js';
import type { Kind, ProductIndex } from './product-index.js';
import { coloursLike, fitsOptions, isColour, type NamedOptions, readOptions } from './read-options.js';
import type { Wish } from './read-wish.js';

/** A product that may be shown, with the variant to show. */
export type Candidate = {
  document: number;
  product: Product;
  variant: Variant;
  /** Options of this product that the wish names; the variant has them. */
  named: NamedOptions;
};

type Only = { kinds: readonly Kind[]; optionsIn: string };

type Allowed = { document: number; product: Product; variants: Variant[] };

/**
 * Everything that keeps to what the wish limits and rules out: in stock, within the prices, nothing unwanted. Where
 * it names a kind of thing, only that kind; where it names colours or sizes, only what has them, or, if nothing has, all.
 * @param only `kinds`: one of them has to name the product, none lets any through; `optionsIn`: the text that names
 * colours and sizes
 */
export function gatherCandidates(index: ProductIndex, wish: Wish, only: Only): Candidate[] {
  const { kinds, optionsIn } = only;
  const allowed = index.products.flatMap((product, document): Allowed[] => {
    const ruledOut = coloursLike(index.options[document] ?? new Map(), wish.unwanted);
    const variants = product.variants.filter((variant) => isAllowed(variant, wish, ruledOut));
    const isOfKind = kinds.length === 0 || kinds.some((kind) => isKind(index, document, kind));
    return variants.length > 0 && isOfKind && !isRuledOut(index, document, wish)
      ? [{ document, product, variants }]
      : [];
  });
  const words = optionWords(optionsIn);
  const asksColour = words.some((word) => index.colourWords.has(word));
  const fitting = allowed.flatMap((one) =>
    withFittingVariant(one, readOptions(index.options[one.document] ?? new Map(), words), asksColour),
  );
  return fitting.length > 0 ? fitting : allowed.flatMap(withFirstVariant);
}

function isRuledOut({ words, products }: ProductIndex, document: number, { excluded, isVegan }: Wish): boolean {
  const { all, quotes } = words[document] ?? { all: new Set<string>(), quotes: new Map<string, string>() };
  if (excluded.anywhere.some((term) => all.has(term)) || excluded.inFacts.some((term) => quotes.has(term))) return true;
  const isMarkedVegan = products[document]?.tags.includes('vegan') === true;
  return isVegan && !isMarkedVegan && ANIMAL_TERMS.some((term) => quotes.has(term));
}

const ANIMAL_TERMS = [...ANIMAL.flatMap(tokenise), ...materialsLike(ANIMAL)];

function isAllowed(variant: Variant, { maxPrice, minPrice, isReduced }: Wish, ruledOut: Set<string>): boolean {
  const { stock, price, was, options } = variant;
  if (stock <= 0 || price > (maxPrice ?? price) || price < (minPrice ?? price)) return false;
  if (isReduced && (was === undefined || was <= price)) return false;
  return ruledOut.size === 0 || !Object.values(options).some((value) => ruledOut.has(value));
}

export function isKind({ words }: ProductIndex, document: number, { term, of }: Kind): boolean {
  const own = words[document];
  if (own === undefined || !(own.names.has(term) || own.tagNames.has(term))) return false;
  return of === undefined || own.quotes.has(of);
}

function withFittingVariant(
  { document, product, variants }: Allowed,
  named: NamedOptions,
  asksColour: boolean,
): Candidate[] {
  if (asksColour && ![...named.keys()].some(isColour)) return [];
  const variant = variants.find((one) => fitsOptions(one, named));
  return variant === undefined ? [] : [{ document, product, variant, named }];
}

function withFirstVariant({ document, product, variants }: Allowed): Candidate[] {
  const [variant] = variants;
  return variant === undefined ? [] : [{ document, product, variant, named: new Map() }];
}

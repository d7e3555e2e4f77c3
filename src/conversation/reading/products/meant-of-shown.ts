import type { ProductId } from '../../../protocol/ids.js';
import { tokenise } from '../../../ranking/tokenise.js';
import { withEnglishNames } from '../../../recommendation/chinese-product-words.js';
import { compareProducts } from '../../../recommendation/compare-products.js';
import { type FoundProduct, readProduct } from '../../../recommendation/find-products.js';
import { optionWords } from '../../../recommendation/option-words.js';
import { fitsOptions, readOptions, tabulateOptions } from '../../../recommendation/read-options.js';
import type { Product } from '../../../shop/shop.js';
import type { Conversation } from '../../conversation.js';
import { asksPrice } from './asks-price.js';
import { asksStock } from './asks-stock.js';
import { asksWhich } from './asks-which.js';
import { COUNTED, saysNoMore } from './little-words.js';
import type { ShownProduct } from './products-shown.js';
import { readShownPointer, type ShownPointer } from './shown-pointer.js';

type Shown = Pick<Conversation, 'productsShown' | 'productInFocus'>;

/**
 * The products that a text picks from those that were shown side by side, the one it means first; undefined where it picks
 * none of them. What is compared comes as a whole.
 * @param products of the shop
 * @param named by the text, wherever they were found
 */
export function meantOfShown(
  { productsShown: shown, productInFocus: focus }: Shown,
  { text, products, named }: { text: string; products: readonly Product[]; named: readonly FoundProduct[] },
): FoundProduct[] | undefined {
  if (shown.length < 2) return undefined;
  const all = shown.flatMap((one) => asFound(one, { text, products }) ?? []);
  const pointer = readShownPointer(text);
  if (isOfOthers(text, { pointer, all, named })) return undefined;
  switch (pointer?.kind) {
    case 'place': {
      const found = all.at(pointer.place);
      return found === undefined ? [] : [found];
    }
    case 'end':
      return inOrder(all, pointer);
    case 'middle': {
      const found = all.length % 2 === 1 ? all[(all.length - 1) / 2] : undefined;
      return found === undefined ? [] : [found];
    }
    case 'difference': {
      const picked = pointer.places.flatMap((place) => all.at(place) ?? []);
      return picked.length > 1 ? picked : all;
    }
    case 'other': {
      const others = all.filter(({ product }) => product.id !== focus);
      return focus === undefined || others.length !== 1 ? undefined : others;
    }
    case undefined:
      if (asksWhich(text) || (focus === undefined && asksOfAny(text))) return whichOf(all, text);
      if (named.length === 0 && SEVERAL.test(text)) return all;
      return focus === undefined || named.length > 0 || ONE.test(text) ? describedOf(all, { text, named }) : undefined;
  }
}

type Pointed = { pointer: ShownPointer | undefined; all: readonly FoundProduct[]; named: readonly FoundProduct[] };

/** "A cheaper tent than the Lee Shore", after bottles were shown. */
function isOfOthers(text: string, { pointer, all, named }: Pointed): boolean {
  const isCompared = pointer?.kind === 'end' || pointer?.kind === 'difference';
  if (!isCompared || named.length === 0 || saysNoMore(text) || asksWhich(text)) return false;
  return named.every(({ product }) => all.every((one) => one.product.id !== product.id));
}

/** "Are they warm". */
const SEVERAL = /\b(?:they|them|these|those|any of|both|each|all of)\b|它们|[这那](?:些|几|两)|都/iu;

/** "The blue one": of those, whichever was talked about last. */
const ONE = new RegExp(String.raw`\b(?:the|an?) (?:[\w-]{1,20} ){1,2}ones?\b|的?那${COUNTED}`, 'iu');

/** "The wool one", "and in black?": those that are called so, or come in it. */
function describedOf(all: FoundProduct[], { text, named }: { text: string; named: readonly FoundProduct[] }) {
  const called = named.filter(({ product }) => all.some((one) => one.product.id === product.id));
  if (called.length > 0) return ONE.test(text) ? called : undefined;
  if (named.length > 0) return undefined;
  const inIt = comesIn(all, text);
  if (inIt.length > 0) return inIt;
  const terms = ONE.test(text) ? termsOfOne(text) : [];
  return terms.length === 0 ? undefined : all.filter(({ product }) => isLike(product, terms));
}

/** "Which is blue": those that come so, if any do. */
function whichOf(all: FoundProduct[], text: string): FoundProduct[] {
  const inIt = comesIn(all, text);
  return inIt.length > 0 ? inIt : all;
}

/** What is asked of no product by name. */
function asksOfAny(text: string): boolean {
  return asksPrice(text) || asksStock(text);
}

function comesIn(all: FoundProduct[], text: string): FoundProduct[] {
  const words = optionWords(text);
  return all.filter(({ product }) => {
    const options = readOptions(tabulateOptions(product.variants), words);
    return options.size > 0 && product.variants.some((variant) => fitsOptions(variant, options));
  });
}

/** "The wool one": the words that describe it. */
function termsOfOne(text: string): string[] {
  const described = /\b(?:the|an?) ((?:[\w-]{1,20} ){1,2})ones?\b/iu.exec(text)?.[1];
  return tokenise(described ?? withEnglishNames(text).replace(/\p{Script=Han}+/gu, ' '));
}

/** Every word stands among its facts. */
function isLike({ title, attributes, tags }: Product, terms: readonly string[]): boolean {
  const own = new Set(tokenise([title, ...Object.values(attributes), ...tags].join(' ')));
  return terms.every((term) => own.has(term));
}

function inOrder(
  all: FoundProduct[],
  { quality, end }: Extract<ReturnType<typeof readShownPointer>, { kind: 'end' }>,
): FoundProduct[] {
  const { measured, unknown } = compareProducts(
    all.map(({ product }) => product),
    quality,
    shownPrices(all),
  );
  const known = measured.map(({ product }) => product);
  const order = [...(end === 'least' ? known : known.reverse()), ...unknown].map(({ id }) => id);
  return all
    .toSorted((one, other) => order.indexOf(one.product.id) - order.indexOf(other.product.id))
    .map((found, at) => (at === 0 ? found : { ...found, score: found.score * NOT_MEANT }));
}

/** Of its score, what is only compared with. */
const NOT_MEANT = 0.5;

/** Of the variant that stands first: the one that is meant. */
export function shownPrices(found: readonly FoundProduct[]): Map<ProductId, number> {
  return new Map(
    found.flatMap(({ product, variants: [first] }) => (first ? [[product.id, first.price] as const] : [])),
  );
}

/** The variants that the text names, else all of them with the one that was shown first. */
function asFound(
  { productId, variantId }: ShownProduct,
  { text, products }: { text: string; products: readonly Product[] },
): FoundProduct | undefined {
  const product = products.find(({ id }) => id === productId);
  if (product === undefined) return undefined;
  const found = readProduct(product, text);
  const shown = found.variants.filter(({ id }) => id === variantId);
  return { ...found, variants: [...shown, ...found.variants.filter(({ id }) => id !== variantId)] };
}

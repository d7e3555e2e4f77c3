import type { ProductId } from '../../../protocol/ids.js';
import { termsOf, wordsOf } from '../../../ranking/tokenise.js';
import { type FoundProduct, type ProductSearch, readProduct } from '../../../recommendation/find-products.js';
import { coloursOfShop, missingOption } from '../../../recommendation/missing-option.js';
import { optionWords } from '../../../recommendation/option-words.js';
import { readOptions, tabulateOptions } from '../../../recommendation/read-options.js';
import type { Product, Shop } from '../../../shop/shop.js';
import type { ShopStore } from '../../../shop/shop-store.js';
import type { Conversation } from '../../conversation.js';
import { asksPrice } from './asks-price.js';
import { asksStock } from './asks-stock.js';
import { meantOfShown } from './meant-of-shown.js';
import { asksForVersion, asksOfSize } from './product-left-out.js';
import { comparesNames } from './product-meant.js';
import { pointsOnly } from './shown-pointer.js';

type Sources = { shops: Pick<ShopStore, 'products'>; findProducts: ProductSearch['find'] };

type Meant = {
  shop: Shop;
  conversation: Conversation;
  query: { text: string; vector: Float32Array };
  /** Whether a flow asks for a product, and may ask whether one that is like it is meant. */
  isAsked: boolean;
};

/**
 * The products a message is about: those it picks from what was shown, or names, or the one being talked about where it
 * says "it", or nothing but a size or a colour. What it came for before it was asked who it is counts too.
 */
export async function findMeant(sources: Sources, meant: Meant): Promise<FoundProduct[]> {
  const products = await sources.shops.products(meant.shop.id);
  const { text } = meant.query;
  const all = await findAny(sources, meant, products);
  if (all.length === 0) return all;
  const colours = coloursOfShop(products);
  return all.map((found) => {
    const missing = missingOption(found.product, { text, isAsked: false, colours });
    return missing === undefined ? found : { ...found, missing };
  });
}

async function findAny(
  { findProducts }: Sources,
  { shop, conversation, query, isAsked }: Meant,
  products: readonly Product[],
): Promise<FoundProduct[]> {
  const { opening, productInFocus: focus } = conversation;
  const text = opening === undefined ? query.text : `${query.text}\n${opening.text}`;
  const found = await findProducts(shop.id, { ...query, text, orAlike: isAsked });
  const named = found.filter(({ isAlike }) => isAlike !== true);
  const inFull = namedInFull(named, query.text);
  if (inFull.length > 1) return inFull;
  const shown =
    isAsked && !pointsOnly(query.text) ? undefined : meantOfShown(conversation, { text: query.text, products, named });
  if (shown !== undefined) return shown;
  if (named.length > 0 || focus === undefined) return found;
  const meant = focusMeant(
    products.find(({ id }) => id === focus),
    query.text,
  );
  return meant.length > 0 ? meant : found;
}

/**
 * "The X or the Y": where several are called by all their words, or things are compared by the word that each begins with,
 * those are meant, in the order of the text.
 */
function namedInFull(named: readonly FoundProduct[], text: string): FoundProduct[] {
  const said = ` ${wordsOf(text).join(' ')} `;
  const isCompared = comparesNames(text);
  return named
    .map((found) => ({ found, at: placeOf(wordsOf(found.product.title), { said, isCompared }) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
    .map(({ found }) => ({ ...found, score: 1 }));
}

function placeOf(title: readonly string[], { said, isCompared }: { said: string; isCompared: boolean }): number {
  const whole = said.indexOf(` ${title.join(' ')} `);
  const [first = ''] = title;
  return whole < 0 && isCompared && first.length > 3 && !COUNTS.has(first) ? said.indexOf(` ${first} `) : whole;
}

const COUNTS = new Set(['first', 'second', 'third', 'last', 'other']);

/** The product being talked about, where a text that names none means it. */
export function focusMeant(product: Product | undefined, text: string): FoundProduct[] {
  const isMeant =
    product !== undefined &&
    (refersTo(product, text) || asksForVersion(text) || asksPrice(text) || asksStock(text) || asksOfSize(text));
  return isMeant ? [readProduct(product, text)] : [];
}

/** Products that the conversation is about: in focus, and in slots of its flows. */
export function productsKept({ productInFocus: focus, flows }: Conversation): ProductId[] {
  const values = flows.flatMap(({ slots, partial }) => [...Object.values(slots), ...Object.values(partial)]);
  const chosen = values.flatMap((value) => (value.as === 'product' ? value.productIds : []));
  return focus === undefined ? chosen : [focus, ...chosen];
}

const IT =
  /\b(?:it|its|it['’]s|this|that|these|those|them|they|one|ones)\b|[它这那]|\b(?:same|other) (?:one|size|colou?r)\b/iu;
/** Words about any product; what else stands beside a size or a colour names another one. */
const ABOUT_ANY =
  /^(?:size|sizes|colou?rs?|stock|available|availability|left|fit|fits|run|runs|version|still|back|order|buy|sell|eu|uk|us)$/;

/** Whether a text that names no product speaks of this one. */
export function refersTo(product: Product, text: string): boolean {
  if (IT.test(text)) return true;
  const words = optionWords(text);
  const named = readOptions(tabulateOptions(product.variants), words);
  if (named.size === 0) return false;
  const values = new Set([...named.values()].flatMap((of) => [...of]).flatMap(optionWords));
  return /\p{Script=Han}/u.test(text) || words.every((word) => values.has(word) || isAboutAny(word));
}

function isAboutAny(word: string): boolean {
  return termsOf(word).length === 0 || ABOUT_ANY.test(word);
}

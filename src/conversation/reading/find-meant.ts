import type { ProductId } from '../../protocol/ids.js';
import { termsOf } from '../../ranking/tokenise.js';
import { type FoundProduct, type ProductSearch, readProduct } from '../../recommendation/find-products.js';
import { optionWords } from '../../recommendation/option-words.js';
import { readOptions, tabulateOptions } from '../../recommendation/read-options.js';
import type { Product, Shop } from '../../shop/shop.js';
import type { ShopStore } from '../../shop/shop-store.js';
import type { Conversation } from '../conversation.js';

type Sources = { shops: Pick<ShopStore, 'products'>; findProducts: ProductSearch['find'] };

type Meant = {
  shop: Shop;
  conversation: Conversation;
  query: { text: string; vector: Float32Array };
  /** Whether a flow asks for a product, and may ask whether one that is like it is meant. */
  isAsked: boolean;
};

/**
 * The products a message is about: those it names, or the one being talked about where it says "it", or nothing but a
 * size or a colour. What it came for before it was asked who it is counts too.
 */
export async function findMeant(
  { shops, findProducts }: Sources,
  { shop, conversation, query, isAsked }: Meant,
): Promise<FoundProduct[]> {
  const { opening, productInFocus: focus } = conversation;
  const text = opening === undefined ? query.text : `${query.text}\n${opening.text}`;
  const found = await findProducts(shop.id, { ...query, text, orAlike: isAsked });
  if (found.some(({ isAlike }) => isAlike !== true) || focus === undefined) return found;
  const product = (await shops.products(shop.id)).find(({ id }) => id === focus);
  const meant = focusMeant(product, query.text);
  return meant.length > 0 ? meant : found;
}

/** The product being talked about, where a text that names none means it. */
export function focusMeant(product: Product | undefined, text: string): FoundProduct[] {
  return product !== undefined && refersTo(product, text) ? [readProduct(product, text)] : [];
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

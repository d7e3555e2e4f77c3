import type { FoundProduct } from '../../recommendation/find-products.js';
import type { Order, Shop } from '../../shop/shop.js';
import { type Texts, textsFor } from '../../texts/texts.js';
import { optionInWords, stockInWords } from '../replies/product-card.js';
import { whereIs } from '../replies/track-order.js';
import { type Fact, factsIn } from './fact.js';

/** What was looked up for a draft: the proven customer's orders, newest first, and what the message finds in the shop. */
export type DraftSources = {
  shop: Shop;
  language: string;
  now: number;
  orders: readonly Order[];
  passages: readonly { text: string }[];
  products: readonly FoundProduct[];
};

const MOST = { orders: 3, passages: 3, products: 2, variants: 6 };

/** What a draft may say: the shop's own words on orders, stock, prices and policies. Nothing that a customer wrote. */
export function gatherDraftFacts(sources: DraftSources): Fact[] {
  const { shop, language, now } = sources;
  const texts = textsFor(language, shop);
  const lines = [
    ...sources.orders.slice(0, MOST.orders).map((order) => whereIs(order, now, texts)),
    ...sources.products.slice(0, MOST.products).flatMap((found) => productLines(found, texts)),
    ...sources.passages.slice(0, MOST.passages).map(({ text }) => text),
  ];
  return factsIn(lines.join('\n'));
}

function productLines({ product, variants }: FoundProduct, texts: Texts): string[] {
  return variants.slice(0, MOST.variants).map((variant) => {
    const name = [product.title, optionInWords(variant)].filter((part) => part !== '').join(', ');
    return texts.stockLine(name, `${stockInWords(variant, texts)}, ${texts.money(variant.price)}`);
  });
}

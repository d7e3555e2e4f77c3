import { compareProducts, differences, type Measured } from '../../recommendation/compare-products.js';
import type { FoundProduct } from '../../recommendation/find-products.js';
import type { Product } from '../../shop/shop.js';
import type { Wordings } from '../../texts/wordings.js';
import { aspectsAsked } from '../product-questions/aspects.js';
import { shownPrices } from '../reading/products/meant-of-shown.js';
import { readShownPointer, type ShownPointer } from '../reading/products/shown-pointer.js';
import type { Reply, Turn } from '../turn.js';
import { oneOf } from './one-of.js';
import { productCardsOf } from './product-card.js';
import { say, sayOneOf } from './text-block.js';

type Ends = Extract<ShownPointer, { kind: 'end' }>;

/**
 * Which of several products is the cheapest or lightest, or in what they differ, from the product data; undefined where
 * that is not what is asked.
 */
export function compareMeant(turn: Turn): Reply | undefined {
  const { text } = turn.message;
  const pointer = readShownPointer(text);
  const meant = turn.facts.products.slice(0, MOST_COMPARED);
  if (meant.length < 2) return undefined;
  if (pointer?.kind === 'difference') return tellDifferences(turn, meant);
  if (pointer?.kind !== 'end' || asksMore(withoutTitles(text, meant), pointer)) return undefined;
  return tellEnd(turn, meant, pointer);
}

const MOST_COMPARED = 5;

/** "Is the cheaper one waterproof": that is a question about it. */
function asksMore(text: string, { quality }: Ends): boolean {
  const own = quality === 'size' ? ['capacity', 'dimensions'] : [quality];
  return aspectsAsked(text).some(({ named }) => !own.some((name) => named.test(name)));
}

/** A "winter parka" asks for no warmth. */
function withoutTitles(text: string, meant: readonly FoundProduct[]): string {
  return meant.reduce((left, { product: { title } }) => left.toLowerCase().replaceAll(title.toLowerCase(), ' '), text);
}

function tellEnd(turn: Turn, meant: readonly FoundProduct[], { quality, end }: Ends): Reply {
  const { texts } = turn;
  const { measured, unknown } = compareProducts(
    meant.map(({ product }) => product),
    quality,
    shownPrices(meant),
  );
  const [best, ...others] = end === 'least' ? measured : measured.toReversed();
  if (best === undefined) return { blocks: [sayOneOf(texts.compare.unknown[quality], turn)] };
  const ties = others.filter(({ amount }) => amount === best.amount);
  const lines = [
    oneOf(wordsFor(best, ties, texts.compare.ends[quality][end], turn), turn.conversation),
    ...others.slice(ties.length).map((one) => texts.factLine(one.product.title, valueSaid(one, turn))),
    ...unknown.map(({ title }) => texts.factLine(title, texts.compare.notSaid)),
  ];
  const block = say(lines.join('\n'));
  const shown = turn.conversation.productsShown.map(({ productId }) => productId);
  const isListed = meant.every(({ product }) => shown.includes(product.id));
  const isBest = ({ product }: FoundProduct) => ties.length === 0 && product.id === best.product.id;
  return { blocks: [block, ...productCardsOf(isListed ? meant.filter(isBest) : meant, turn)], factual: [block] };
}

function wordsFor(best: Measured, ties: readonly Measured[], end: string, turn: Turn): Wordings {
  const { compare } = turn.texts;
  const value = valueSaid(best, turn);
  if (ties.length === 0) return compare.end(best.product.title, end, value);
  const titles = [best, ...ties].map(({ product }) => product.title);
  return compare.tie(
    titles.reduce((one, other) => compare.and(one, other)),
    value,
  );
}

function valueSaid({ value }: Measured, { texts }: Turn): string {
  switch (value.kind) {
    case 'price':
      return texts.money(value.amount);
    case 'rating':
      return texts.compare.rating(value.mean.toFixed(1), value.count);
    case 'said':
      return value.text;
  }
}

/** Price, rating and what is not the same for all, product by product. */
function tellDifferences(turn: Turn, meant: readonly FoundProduct[]): Reply {
  const { texts } = turn;
  const compared = meant.slice(0, MOST_SIDE_BY_SIDE);
  const products = compared.map(({ product }) => product);
  const prices = compareProducts(products, 'price', shownPrices(meant)).measured;
  const ratings = compareProducts(products, 'rating').measured;
  const differing = differences(products).sort(weightiestFirst).slice(0, MOST_DIFFERENCES);
  const tell = (product: Product, at: number): string => {
    const own = [...prices, ...ratings].filter((measured) => measured.product.id === product.id);
    const facts = [
      ...own.map((measured) => valueSaid(measured, turn)),
      ...differing.flatMap(({ name, values }) => {
        const value = values[at];
        return value === undefined ? [] : [texts.factLine(name, value)];
      }),
    ];
    return [product.title, ...facts.map((fact) => texts.compare.listed(fact))].join('\n');
  };
  const block = say([texts.compare.sideBySide, ...products.map(tell)].join('\n\n'));
  return { blocks: [block, ...productCardsOf(compared, turn)], factual: [block] };
}

const MOST_SIDE_BY_SIDE = 3;
const MOST_DIFFERENCES = 4;

/** Where it was made and how it is washed decides less than what it is and does. */
function weightiestFirst({ name: one }: { name: string }, { name: other }: { name: string }): number {
  return Number(MINOR.test(one)) - Number(MINOR.test(other));
}

const MINOR = /care|wash|origin|made in|保养|洗涤|产地/iu;

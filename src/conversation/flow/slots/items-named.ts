import type { Order, Part } from '../../../shop/shop.js';
import { startsWithYes } from '../../reading/yes-or-no.js';
import { shareSaid, wordsIn } from './words.js';

/** Where nothing was asked, only what cannot mean anything else. */
const ALL_OF_IT =
  /\beverything\b|\ball (?:of )?(?:the |my |its )?items\b|\ball of (?:it|them)\b|\b(?:whole|entire) order\b|\bboth (?:items|of them)\b|全部|所有商品/iu;
const ALL = /\b(all|everything|both|whole|entire|each)\b|全部|所有|都/iu;
/** Sizes are shorter, and are said of what an item shall become as well. */
const SHORTEST_NAME = 3;
const ITSELF = /\b(?:it|that|this|one)\b|这个|那个|就是/iu;

/**
 * The items of an order that a text names, and how many of each: by half of a title or more, by a word that no other item
 * is called by ("the mug", "the black one"), or all of them.
 * @param isAsked whether the text answers which items are meant
 */
export function itemsNamed(order: Order, text: string, isAsked: boolean): Part[] {
  const whole = order.items.map(({ quantity }, line) => ({ line, quantity }));
  const said = new Set(wordsIn(text));
  const named = whole.filter(({ line }) => shareSaid(order.items[line]?.title ?? '', said) >= 0.5);
  const chosen = named.length > 1 ? byOptions(order, named, said) : named;
  if (chosen.length > 0) return chosen.map((part) => ({ ...part, quantity: quantityIn(text, part) }));
  if ((isAsked ? ALL : ALL_OF_IT).test(text)) return whole;
  const told = whole.filter(({ line }) =>
    wordsOfItsOwn(order, line, isAsked).some((one) => shareSaid(one, said) === 1),
  );
  if (told.length > 0) return told.map((part) => ({ ...part, quantity: quantityIn(text, part) }));
  const isItself = isAsked && whole.length === 1 && (startsWithYes(text) || ITSELF.test(text));
  return isItself ? whole.map((part) => ({ ...part, quantity: quantityIn(text, part) })) : [];
}

/** "The mug", "the black one": what no other item of the order is called. Where nothing was asked, what it is alone counts. */
function wordsOfItsOwn({ items }: Order, line: number, isAsked: boolean): string[] {
  const namesOf = (item: Order['items'][number] | undefined) =>
    item === undefined ? [] : wordsIn(`${item.title} ${Object.values(item.options).join(' ')}`);
  const others = new Set(items.filter((_, other) => other !== line).flatMap(namesOf));
  const item = items[line];
  const words = isAsked ? namesOf(item) : wordsIn(item?.title ?? '').slice(-1);
  return words.filter((word) => word.length >= SHORTEST_NAME && !others.has(word));
}

function byOptions(order: Order, named: Part[], said: ReadonlySet<string>): Part[] {
  const hits = ({ line }: Part) =>
    Object.values(order.items[line]?.options ?? {}).filter((one) => shareSaid(one, said) === 1);
  const most = Math.max(...named.map((part) => hits(part).length));
  const best = named.filter((part) => hits(part).length === most);
  const titles = new Set(named.map(({ line }) => order.items[line]?.title));
  return titles.size === 1 && most > 0 ? best : named;
}

/** "One of the bottles": a number up to what there is; otherwise all of the line. */
function quantityIn(text: string, { quantity }: Part): number {
  if (quantity === 1) return 1;
  const [, digits] = /\b([1-9])\b(?! ?%)/.exec(text) ?? [];
  const told = /\bone\b|一/iu.test(text) ? 1 : /\btwo\b|两/iu.test(text) ? 2 : Number(digits ?? quantity);
  return Math.min(told, quantity);
}

import { optionWords } from '../../../recommendation/option-words.js';
import type { Order, Part } from '../../../shop/shop.js';
import { countSaid } from './count-said.js';
import { isAddition, isOnly, meantAndNot } from './meant-and-not.js';
import { withTitlesMeant } from './titles-meant.js';
import { shareSaid, wordsIn } from './words.js';

/** Where nothing was asked, only what cannot mean anything else. */
const ALL_OF_IT =
  /\beverything\b(?! else)|\ball (?:of )?(?:the |my |its )?items\b|\ball of (?:it|them)\b|\b(?:whole|entire) order\b|\bboth (?:items|of them)\b|全部|所有商品/iu;
const ALL =
  /\b(all|everything|both|whole|entire|each)\b(?! (?:else|(?:the |my )?(?:rest|others?))\b)|全部|所有|[都全]/iu;
/** "That is all right" corrects nothing. */
const ALL_AFTER_ALL =
  /^\W*(?:(?:no|nope|actually|sorry|wait|oh|or|rather|and|then)\W+)*(?:all|both|each|the whole)\b(?! (?:right|good|set|fine|ok))|^(?:不[，,]?|其实|还是)?[全都]/iu;
/** Sizes are shorter, and are said of what an item shall become as well. */
const SHORTEST_NAME = 3;
/** Options are called so ("waterproof: yes"), and whoever says it answers all the same. */
const YES = 'yes';

export type Naming = {
  /** Whether the text answers which items are meant. */
  isAsked: boolean;
  /** What was meant so far, where the text may correct it. */
  before?: readonly Part[] | undefined;
  /** Of something that went wrong: what "all but the mug" means there cannot be told. */
  isTrouble?: boolean;
};

/** `none`: everything that could be meant is ruled out. */
export type Named = { kind: 'parts'; parts: Part[] } | { kind: 'unsaid' } | { kind: 'none' };

/**
 * The items of an order that a text names, and how many of each: by half of a title or more, by a word that no other item
 * is called by ("the mug", "the black one"), or all of them; without those that it rules out.
 */
export function itemsNamed(order: Order, said: string, naming: Naming): Named {
  const { before } = naming;
  const titles = order.items.map(({ title }) => title);
  const text = withTitlesMeant(said, titles);
  const pieces = meantAndNot(text);
  const saidOf = (isMeant: boolean) =>
    pieces.filter((piece) => piece.isMeant === isMeant && piece.text.trim() !== '').map((piece) => piece.text);
  const not = partsIn(order, saidOf(false), { isAsked: true });
  if (naming.isTrouble === true && !naming.isAsked && (not.length > 0 || isOnly(text))) return { kind: 'unsaid' };
  const meant = partsIn(order, saidOf(true), naming);
  if (meant.length === 0 && not.length === 0) return { kind: 'unsaid' };
  const from = meant.length > 0 ? added(meant, text, before) : (before ?? wholeOf(order));
  const parts = from.filter(({ line }) => !not.some((part) => part.line === line));
  if (parts.length > 0 && (meant.length > 0 || naming.isAsked)) return { kind: 'parts', parts };
  return parts.length === 0 && naming.isAsked ? { kind: 'none' } : { kind: 'unsaid' };
}

export function wholeOf({ items }: Order): Part[] {
  return items.map(({ quantity }, line) => ({ line, quantity }));
}

/** "And the hat too" comes on top of what was said before; anything else takes its place. */
function added(meant: Part[], text: string, before: readonly Part[] | undefined): Part[] {
  if (before === undefined || !isAddition(text) || isOnly(text)) return meant;
  const kept = before.filter(({ line }) => !meant.some((part) => part.line === line));
  return [...kept, ...meant].sort((one, other) => one.line - other.line);
}

function partsIn(order: Order, texts: readonly string[], naming: Naming): Part[] {
  const text = texts.join(' , ').trim();
  const whole = wholeOf(order);
  const named = linesNamed(order, text, naming);
  if (named.length > 0) return named.map((part) => ({ ...part, quantity: quantityOf(order, part, text, naming) }));
  if (saysAll(text, naming)) return whole;
  const fewer = fewerOf(naming.before, text);
  if (fewer !== undefined) return [fewer];
  const [only, ...others] = whole;
  return only === undefined || others.length > 0 ? [] : onlyLine(only, text);
}

/** Where there is but one line, a number is said of it; a "yes" says none. */
function onlyLine(line: Part, text: string): Part[] {
  const count = countSaid(text);
  if (count === undefined) return [];
  return [{ ...line, quantity: count === 'all' ? line.quantity : Math.min(count, line.quantity) }];
}

/** "Only two of them", 两件: of the one item that was named before. */
function fewerOf(before: readonly Part[] | undefined, text: string): Part | undefined {
  const [only, ...others] = before ?? [];
  const count = OF_THEM.test(text) ? countSaid(text) : undefined;
  if (only === undefined || others.length > 0 || typeof count !== 'number') return undefined;
  return { ...only, quantity: Math.min(count, only.quantity) };
}

const OF_THEM =
  /\bof (?:them|those|these)\b|\b(?:only|just)\b|^[\p{Script=Han}，。\s]{0,4}[个件只条双套][\p{Script=Han}，。\s]{0,4}$/iu;

function saysAll(text: string, { isAsked, before }: Naming): boolean {
  if (ALL_OF_IT.test(text)) return true;
  return isAsked && (before === undefined ? ALL : ALL_AFTER_ALL).test(text);
}

function linesNamed(order: Order, text: string, { isAsked }: Naming): Part[] {
  const whole = wholeOf(order);
  const said = new Set([...wordsIn(text), ...(HAN.test(text) ? optionWords(text) : [])]);
  const saysOneOf = (words: string[]) => words.some((one) => shareSaid(one, said) === 1);
  const named = whole.filter(({ line }) => {
    const title = order.items[line]?.title ?? '';
    const own = wordsOfItsOwn(order, line, 'title');
    return shareSaid(title, said) >= 0.5 || saysOneOf(isAsked ? own : own.filter((word) => isLastOf(title, word)));
  });
  if (named.length > 0) return named.length > 1 ? byOptions(order, named, said) : named;
  return isAsked ? whole.filter(({ line }) => saysOneOf(wordsOfItsOwn(order, line, 'options'))) : [];
}

const HAN = /\p{Script=Han}/u;

/** "The mug", "the black one": what no other item of the order is called, nor looks like. */
function wordsOfItsOwn({ items }: Order, line: number, of: 'title' | 'options'): string[] {
  const titleOf = (item: Order['items'][number] | undefined) => wordsIn(item?.title ?? '');
  const optionsOf = (item: Order['items'][number] | undefined) => wordsIn(Object.values(item?.options ?? {}).join(' '));
  const others = new Set(
    items.flatMap((item, other) => (other === line ? [] : [...titleOf(item), ...optionsOf(item)])),
  );
  const words = of === 'title' ? titleOf(items[line]) : optionsOf(items[line]);
  return words.filter((word) => word.length >= SHORTEST_NAME && word !== YES && !others.has(word));
}

/** What a thing is stands last, before a comma; no belt is asked for where a belt bag was ordered. */
function isLastOf(title: string, word: string): boolean {
  return wordsIn(title.split(',')[0] ?? '').at(-1) === word;
}

function byOptions(order: Order, named: Part[], said: ReadonlySet<string>): Part[] {
  const hits = ({ line }: Part) =>
    Object.values(order.items[line]?.options ?? {}).filter((one) => shareSaid(one, said) === 1);
  const most = Math.max(...named.map((part) => hits(part).length));
  const best = named.filter((part) => hits(part).length === most);
  const titles = new Set(named.map(({ line }) => order.items[line]?.title));
  return titles.size === 1 && most > 0 ? best : named;
}

/** The number that is said with the item, "one mug and two plates"; else as many as before, or all there are. */
function quantityOf(order: Order, { line, quantity }: Part, text: string, { before, isTrouble }: Naming): number {
  if (quantity === 1) return 1;
  const title = order.items[line]?.title ?? '';
  const pieces = text.split(/[,，。;；.]|\b(?:and|but)\b|和|但/iu);
  const at = pieces.findIndex((one) => holds(one, title));
  const told = pieces[at] ?? text;
  const count = isTrouble === true ? fewestOf(order, line, pieces) : (countSaid(told) ?? countBehind(pieces[at + 1]));
  const usual = before?.find((part) => part.line === line)?.quantity ?? quantity;
  if (isSingle(told, title)) return 1;
  return count === 'all' ? quantity : Math.min(count ?? usual, quantity);
}

/** "The mugs, just one": nothing but a number. */
function countBehind(piece = ''): number | 'all' | undefined {
  return wordsIn(piece).length <= MOST_OF_COUNT ? countSaid(piece) : undefined;
}

const MOST_OF_COUNT = 3;

/** "I got three mugs and one is broken": of what came, the fewer went wrong. */
function fewestOf({ items }: Order, line: number, pieces: readonly string[]): number | 'all' | undefined {
  const isOfOther = (piece: string) => items.some(({ title }, at) => at !== line && holds(piece, title));
  const counts = pieces.filter((piece) => !isOfOther(piece)).map(countSaid);
  const numbers = counts.filter((count) => typeof count === 'number');
  return numbers.length === 0 ? counts.find((count) => count !== undefined) : Math.min(...numbers);
}

function holds(text: string, title: string): boolean {
  return shareSaid(title, new Set(wordsIn(text))) > 0;
}

/** "A mug", "a large clay mug" is one of them. */
function isSingle(text: string, title: string): boolean {
  const words = wordsIn(text);
  const names = new Set(wordsIn(title));
  const at = words.findIndex((word) => names.has(word));
  return at > 0 && words.slice(Math.max(0, at - 3), at).some((word) => /^an?$/.test(word));
}

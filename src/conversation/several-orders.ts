import { orderNumberKey } from '../shop/lookup-keys.js';

/** With letters or a sign before it: bare digits between commas may be anything. */
const NUMBER = String.raw`(?:#?\b[a-z]{1,3}[- ]?\d{4,10}\b|#\d{3,12}\b)`;
const LINK = String.raw`\s{0,3}(?:[,，、&]|\band\b|\bplus\b|和|跟|以及|还有){1,2}\s{0,3}(?:also |order |订单){0,2}`;
const LIST = new RegExp(`${NUMBER}(?:${LINK}${NUMBER}){1,8}`, 'iu');
const EACH = new RegExp(NUMBER, 'giu');

/** "Cancel TS-1 and TS-2" as what it says of each: the text once per order of the list in it, or as it is. */
export function perOrder(text: string): string[] {
  const list = LIST.exec(text);
  if (list === null) return [text];
  const [found] = list;
  const byKey = new Map((found.match(EACH) ?? []).map((number) => [orderNumberKey(number), number]));
  const [before, after] = [text.slice(0, list.index), text.slice(list.index + found.length)];
  return [...byKey.values()].map((number) => `${before}${number}${after}`);
}

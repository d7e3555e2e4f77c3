import { type Voucher, voucherKey } from '../../shop/voucher.js';

type Reading = {
  /** Codes that whoever writes may know of: these are found in any spelling. */
  known: readonly Voucher[];
  /** Whether the text answers the question for the code: then a single word is one, whatever it looks like. */
  isAsked: boolean;
  orderNumbers: readonly string[];
};

/** The voucher code a text names, as it is printed where it is known, else in capitals; undefined when it names none. */
export function findCode(text: string, { known, isAsked, orderNumbers }: Reading): string | undefined {
  const words = wordsOf(text);
  const named = known.find(({ code }) => isWritten(code, words));
  if (named !== undefined) return named.code;
  const orders = new Set(orderNumbers.map(voucherKey));
  const free = words.filter((word) => !orders.has(voucherKey(word)));
  const isShouted = !/\p{Ll}/u.test(text);
  const shaped = free.find((word) => MIXED.test(word) || (!isShouted && CAPITALS.test(word)));
  const [only, ...others] = free;
  const answered = isAsked && others.length === 0 && only !== undefined && ALONE.test(only) ? only : undefined;
  return (shaped ?? answered)?.toUpperCase();
}

const MAX_LENGTH = 2_000;
const MAIL = /\S{1,64}@\S{1,80}/gu;
/** Letters, then digits among them: WELCOME10, spring-25. */
const MIXED = /^(?=.{4,32}$)\p{L}{2,}[\p{L}\p{N}-]*\p{N}[\p{L}\p{N}-]*$/u;
const CAPITALS = /^[\p{Lu}-]{5,32}$/u;
const ALONE = /^[\p{L}\p{N}-]{3,32}$/u;

/** Chinese puts no space between its words and a code. */
function wordsOf(text: string): string[] {
  return (
    text
      .slice(0, MAX_LENGTH)
      .normalize('NFKC')
      .replace(MAIL, ' ')
      .match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])(?:(?!\p{Script=Han})[\p{L}\p{N}-])*/gu) ?? []
  );
}

/** In one word, or in two of which people make one: "QUAY 10". */
function isWritten(code: string, words: readonly string[]): boolean {
  const key = voucherKey(code);
  return words.some((word, at) => voucherKey(word) === key || voucherKey(`${word}${words[at + 1] ?? ''}`) === key);
}

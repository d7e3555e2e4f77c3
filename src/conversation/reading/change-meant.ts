import { isOption } from '../../recommendation/is-option.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { Slots } from '../../understanding/understanding.js';
import { asksSomething } from './asks-something.js';
import type { Reading } from './reading.js';

/**
 * Which of an order's things shall change, where what it shall become is in the words: to a street with its postcode it goes,
 * to a size or a colour its items change. "Change HL-1 to …" says neither, and the model guesses.
 */
export function changeMeant({ message: { text, choice }, understanding, intents }: Reading): Intent | undefined {
  const { decision, slots, parts } = understanding;
  if (choice !== undefined || parts.length > 0) return undefined;
  if (holdsStreet(text, slots) && isNothingElse(text)) return intents.get('change_address');
  const read = decision.kind === 'confident' ? decision.intent : undefined;
  const isTorn = decision.kind === 'ambiguous' && decision.intents.every((intent) => CHANGES.has(intent));
  if (isTorn && becomesOption(text)) return intents.get('change_items');
  if (read === undefined ? !GOES.test(text) : !CHANGES.has(read)) return undefined;
  if (holdsStreet(text, slots)) return intents.get('change_address');
  return read === 'change_address' && becomesOption(text) ? intents.get('change_items') : undefined;
}

/** Intents that change something, each of which is read for the others. */
const CHANGES: ReadonlySet<string> = new Set(['change_address', 'change_items', 'update_account']);

/** What could not be read is a change of address where it goes somewhere. */
const GOES = /\b(?:send|sent|deliver\w*|ship\w*|go|goes|bring|address|move|to my)\b|寄|送|地址|搬/iu;

/** An address by itself, in whatever the model sees a shop's address or a parcel. */
function isNothingElse(text: string): boolean {
  return text.split(/\s+/u).length <= MOST_OF_ADDRESS && !asksSomething(text) && !SENTENCE.test(text);
}

const MOST_OF_ADDRESS = 9;
const SENTENCE =
  /\b(?:i|i['’]m|my|me|you|your|is|are|was|were|it|this|that|the|a|an|and|or|not|no|in|on|at|to|for|from|near|order\w*|parcel|shop|store|visit|open|cancel|change|return|broken|late)\b|[我你您是的在了要想把]|订单|快递|包裹/iu;

/** A street with a number, and a postcode beside it. */
function holdsStreet(text: string, { orderNumbers, emails, postcodes }: Slots): boolean {
  const without = [...orderNumbers, ...emails].reduce((left, one) => cut(left, one), text);
  return postcodes.some((code) => {
    const rest = cut(without, code);
    return rest !== without && (STREET.test(rest) || STREET_IN_CHINESE.test(rest));
  });
}

function cut(text: string, value: string): string {
  const at = text.toLowerCase().indexOf(value.toLowerCase());
  return at === -1 ? text : `${text.slice(0, at)} , ${text.slice(at + value.length)}`;
}

const STREET =
  /(?<![\p{L}\p{N}-])\d{1,4}[a-z]?,? {1,2}\p{L}[\p{L}.'’-]{2}|(?<![\p{L}.'’-])\p{L}[\p{L}.'’-]{2,40} {1,2}\d{1,4}[a-z]?(?![\p{L}\p{N}-])/iu;
const STREET_IN_CHINESE = /\p{Script=Han}{1,12}[路街道巷弄]\s?\d{1,5}\s?[号弄]?/u;

/** "Change the jacket to L": the word behind "to" is a size or a colour. */
function becomesOption(text: string): boolean {
  if (/\b(?:address|street|deliver\w*|send|ship)\b|地址|寄|送/iu.test(text)) return false;
  return [...text.matchAll(BECOMES)].some(([, word = '']) => word.endsWith('色') || isOption(word.toLowerCase()));
}

const BECOMES =
  /(?:\b(?:to|into|in|for) (?:an? |the )?(?:size |colou?r )?|[换改][成为]?\s?)([a-z0-9]{1,12}|\p{Script=Han}{1,3}色)(?![\p{L}\p{N}])/giu;

import { extractSlots } from '../../understanding/extract-slots.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import { atPlace } from '../flow/slots/at-place.js';
import { wordsIn } from '../flow/slots/words.js';
import { needsOf } from '../replies/jobs.js';
import { asksSomething } from './asks-something.js';
import type { Purpose } from './purpose.js';
import type { Reading } from './reading.js';
import { isValueOnly } from './value-only.js';
import { startsWithNo, startsWithYes } from './yes-or-no.js';

/** Longer answers say themselves what they want. */
const LONGEST_ANSWER = 5;

/**
 * The answer to "did you mean", given in words: by the choice's place or name, or with what is needed for it, an order's
 * number or an e-mail address. Undefined where it is none.
 * @param offered names of intents, in the order they were shown
 */
export function chosenOf(reading: Reading, offered: readonly string[]): Purpose | undefined {
  const { message, understanding, intents } = reading;
  if (message.choice !== undefined || offered.length === 0) return undefined;
  const choices = offered.map((name) => intents.get(name)).filter((intent) => intent !== undefined);
  const { decision } = understanding;
  const read = choices.find(({ intent }) => decision.kind === 'confident' && decision.intent === intent);
  const named = isShort(message.text) ? (atPlace(choices, message.text) ?? byName(choices, message.text)) : undefined;
  const only = choices.length === 1 && agrees(reading) ? choices[0] : undefined;
  const chosen = named ?? read ?? only;
  if (chosen !== undefined) return { kind: 'serve', intent: chosen, orderNumber: orderNumberIn(reading) };
  return isValueOnly(message.text, understanding.slots) ? byNeed(reading, choices) : undefined;
}

/** A yes to what was offered, in a few words that ask nothing. */
export function agrees({ message: { text, choice }, understanding: { decision }, intents }: Reading): boolean {
  if (choice !== undefined || asksSomething(text) || !isShort(text) || startsWithNo(text)) return false;
  const reply = decision.kind === 'confident' ? intents.get(decision.intent)?.reply : undefined;
  return startsWithYes(text) || (reply !== undefined && 'job' in reply && reply.job === 'affirm');
}

/** Given now, or in the message that could mean two things, or since. */
export function orderNumberIn({ understanding, conversation: { opening, claims } }: Reading): string | undefined {
  const [now] = understanding.slots.orderNumbers;
  return now ?? extractSlots(opening?.text ?? '').orderNumbers[0] ?? claims.orderNumber;
}

/** Several could need it: what was given is kept, and it is asked again which. */
function byNeed(reading: Reading, choices: Intent[]): Purpose | undefined {
  const [first, second, ...more] = choices.filter(needsOrder);
  if (first === undefined || more.length > 0) return undefined;
  if (second === undefined) return { kind: 'serve', intent: first, orderNumber: orderNumberIn(reading) };
  return { kind: 'ambiguous', intents: [first, second] };
}

/** What went wrong with an order is told of one, whether a flow takes it up or a person. */
function needsOrder(intent: Intent): boolean {
  const { reply } = intent;
  return needsOf(intent).includes('customer') || ('job' in reply && reply.job === 'report-problem');
}

function isShort(text: string): boolean {
  return wordsIn(text).length <= LONGEST_ANSWER && text.length <= 60;
}

/** "Cancel it": the one choice whose title shares a word with the answer. */
function byName(choices: Intent[], text: string): Intent | undefined {
  const said = new Set(contentWords(text));
  const [best, ...others] = choices.filter(({ title, titles }) =>
    contentWords(`${title} ${titles?.zh ?? ''}`).some((word) => said.has(word)),
  );
  return others.length === 0 ? best : undefined;
}

/** Chinese has no spaces: its words are taken for pairs of characters. */
function contentWords(text: string): string[] {
  const pairs = [...text].flatMap((one, at, all) => {
    const pair = `${one}${all[at + 1] ?? ''}`;
    return /^\p{Script=Han}{2}$/u.test(pair) ? [pair] : [];
  });
  return [...wordsIn(text).filter((word) => word.length > 3 && !LITTLE.has(word)), ...pairs];
}

/** In many titles, and telling of none. */
const LITTLE = new Set('order orders your what where when have this that item items 订单 商品'.split(' '));

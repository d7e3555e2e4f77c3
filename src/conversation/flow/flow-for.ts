import { extractSlots } from '../../understanding/extract-slots.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import { findCode } from '../voucher/find-code.js';
import type { Flow } from './flow.js';
import { wordsIn } from './slots/words.js';

/** The parts of an e-mail address are no words: `post@…` asks for no letter by post. */
const ADDRESS = /[!-~]{1,64}@[!-~]{1,255}/g;

/**
 * The flow that serves an intent: one that takes over because of the words, or else the intent's own, if it has one.
 * @param texts what the wish was told in
 */
export function flowFor(flows: ReadonlyMap<string, Flow>, intent: Intent, texts: readonly string[]): Flow | undefined {
  const said = texts.map(withCodeNamed).join('\n').replace(ADDRESS, ' ');
  const special = [...flows.values()].find((flow) => takesOver(flow, intent, said));
  return special ?? ('flow' in intent.reply ? flows.get(intent.reply.flow) : undefined);
}

/** Whoever writes a voucher code need not call it one. */
function withCodeNamed(text: string): string {
  const { orderNumbers } = extractSlots(text);
  return findCode(text, { known: [], isAsked: false, orderNumbers }) === undefined ? text : `${text} code`;
}

function takesOver({ 'takes-over': rule }: Flow, { intent }: Intent, said: string): boolean {
  if (rule === undefined || !rule.from.includes(intent)) return false;
  const isSaid = (phrases: readonly string[]) => phrases.some((phrase) => holdsPhrase(said, phrase));
  const isMeant = rule.when === undefined || [rule.when.en, rule.when.zh].some((groups) => groups.every(isSaid));
  return isMeant && !isSaid(rule.unless ?? []);
}

/** Word by word, so that "card" is not in "discard"; Chinese has no spaces to go by. */
function holdsPhrase(said: string, phrase: string): boolean {
  if (/\p{Script=Han}/u.test(phrase)) return said.includes(phrase);
  return ` ${wordsIn(said).join(' ')} `.includes(` ${wordsIn(phrase).join(' ')} `);
}

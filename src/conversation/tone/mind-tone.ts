import type { Block } from '../../protocol/block.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import { findAbuse } from '../abuse/find-abuse.js';
import { ASKS_FOR_PERSON, personChoice } from '../replies/person-choice.js';
import { sayOneOf } from '../replies/text-block.js';
import type { Reply, Turn } from '../turn.js';
import { apologises } from './apology.js';
import { annoyanceIn, temperAfter } from './temper.js';

/** The turn as this very message makes it sound: the answer to the first angry words is a calm one already. */
export function heardNow(turn: Turn): Turn {
  const { conversation, message, understanding } = turn;
  const abuse = findAbuse({ conversation, message, sentiment: understanding.sentiment });
  const temper = temperAfter(conversation.temper, moodOf({ understanding, abuse }));
  return { ...turn, abuse, conversation: { ...conversation, temper } };
}

/**
 * Minds how the customer sounds. Upset: one apology, and a person among the quick replies once something was not
 * understood. Angry: a person at once, and nothing that sells. A shop may have the bot try first: then no person is offered.
 */
export function mindTone(turn: Turn, reply: Reply): Reply {
  const { temper, holder } = turn.conversation;
  if (temper.tone === 'calm' || holder === 'waiting' || reply.handoff === 'abuse' || reply.action !== undefined)
    return reply;
  const answer = temper.tone === 'angry' ? withoutProducts(turn, reply.blocks) : reply.blocks;
  return { ...reply, blocks: withPerson(turn, reply, [...apology(turn, reply), ...answer]) };
}

/** Unless this answer, or an earlier one, has said it. A complaint the bot makes good is apologised for then. */
function apology(turn: Turn, { blocks, handoff }: Reply): Block[] {
  const { conversation, texts, purpose } = turn;
  const comesLater = handoff === undefined && purpose.kind === 'serve' && hasJob('complaint', purpose.intent);
  // Why something cannot be done is told as often as it is asked for.
  if (purpose.kind === 'why-refused') return [];
  // Nothing has gone wrong where somebody shops, however short they put it.
  if (conversation.temper.tone === 'upset' && purpose.kind === 'serve' && isShopping(purpose.intent)) return [];
  return comesLater || conversation.apologised || blocks.some(apologises) ? [] : [sayOneOf(texts.tone.sorry, turn)];
}

/** Whoever asks for products in so many calm words gets them, whatever was said before. */
function withoutProducts(turn: Turn, blocks: Block[]): Block[] {
  const { purpose, texts } = turn;
  const isAsked = purpose.kind === 'serve' && annoyanceIn(moodOf(turn)) === 0;
  if (isAsked || !blocks.some(({ kind }) => kind === 'products')) return blocks;
  const others = blocks.filter(({ kind }) => kind !== 'products');
  return purpose.kind === 'serve' && hasJob('recommend', purpose.intent)
    ? [sayOneOf(texts.tone.firstThis, turn)]
    : others;
}

function hasJob(job: string, { reply }: Intent): boolean {
  return 'job' in reply && reply.job === job;
}

function isShopping({ reply }: Intent): boolean {
  return 'job' in reply && SHOPPING.has(reply.job);
}

const SHOPPING: ReadonlySet<string> = new Set(['recommend', 'product-stock', 'product-facts', 'size-advice']);

const MOST_CHOICES = 8;

/** A quick reply more where there are some, or one by itself; never twice. */
function withPerson(turn: Turn, { handoff }: Reply, blocks: Block[]): Block[] {
  const { texts, conversation } = turn;
  if (handoff !== undefined || !offersPerson(turn) || blocks.some(hasPerson)) return blocks;
  const person = personChoice(texts);
  const at = blocks.findLastIndex((block) => block.kind === 'choices' && block.choices.length < MOST_CHOICES);
  const offer: Block = { kind: 'choices', choices: [person] };
  const offered = blocks.map((block, index) =>
    index === at && block.kind === 'choices' ? { ...block, choices: [...block.choices, person] } : block,
  );
  const isFirst = !conversation.said.some((text) => texts.tone.personNow.includes(text));
  const told = isFirst ? [sayOneOf(texts.tone.personNow, turn)] : [];
  return at === -1 ? [...offered, ...told, offer] : offered;
}

function offersPerson({ conversation, facts, purpose }: Turn): boolean {
  if (!facts.shop.policy.mayHandOverEarly) return false;
  const isUnsure = purpose.kind === 'unsure' || conversation.unsureTurns > 0;
  return conversation.temper.tone === 'angry' || isUnsure;
}

function hasPerson(block: Block): boolean {
  return block.kind === 'choices' && block.choices.some(({ choice }) => choice === ASKS_FOR_PERSON);
}

function moodOf({ understanding: { sentiment }, abuse }: Pick<Turn, 'understanding' | 'abuse'>) {
  return { sentiment, isInsult: abuse === 'insult' };
}

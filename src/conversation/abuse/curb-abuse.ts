import type { Block } from '../../protocol/block.js';
import { abusePolicyOf } from '../../shop/abuse-policy.js';
import type { ConversationEvent } from '../conversation-event.js';
import { sayOneOf } from '../replies/text-block.js';
import type { Reply, Turn } from '../turn.js';

/**
 * The answer to an insult or spam: a calm sentence where nothing else was asked for, and what was asked for where something
 * was. The second time fewer messages are taken; after so many as the shop says, a person takes over or there is a pause.
 */
export function curbAbuse(turn: Turn, reply: Reply): Reply {
  const { abuse, conversation, facts } = turn;
  if (abuse === undefined || conversation.holder === 'waiting' || reply.action !== undefined) return reply;
  const { limit, atLimit } = abusePolicyOf(facts.shop.policy);
  const strike = conversation.strikes + 1;
  if (strike >= limit) return atLimit === 'pause' ? pause(turn) : { blocks: [], handoff: 'abuse' };
  const answer = isBare(turn) ? calmly(turn, reply) : reply;
  return strike === 2 ? slowDown(turn, answer) : answer;
}

/** Words of a message that holds an insult and no wish: "you stupid bot". */
const FEW_WORDS = 4;
const WITHOUT_WISH = new Set(['say-bot', 'complaint', 'out-of-scope', 'greet', 'farewell', 'thank', 'deny', 'affirm']);

function isBare({ abuse, purpose, message }: Turn): boolean {
  if (abuse === 'spam' || purpose.kind === 'unsure' || purpose.kind === 'out-of-scope') return true;
  if (purpose.kind !== 'serve') return false;
  const { reply } = purpose.intent;
  const hasWish = !('job' in reply) || !WITHOUT_WISH.has(reply.job);
  return !hasWish || wordCount(message.text) <= FEW_WORDS;
}

/** What was asked before stays asked. */
function calmly(turn: Turn, { events = [] }: Reply): Reply {
  const { abuse = 'insult', texts } = turn;
  const kept = events.filter(({ kind }) => kind === 'order-in-focus');
  return { blocks: [sayOneOf(texts.abuse[abuse], turn)], events: kept, keepsQuestion: true };
}

function slowDown(turn: Turn, reply: Reply): Reply {
  const seconds = abusePolicyOf(turn.facts.shop.policy).answerEverySeconds;
  const restrained: ConversationEvent = { kind: 'restrained', everyMs: seconds * 1000 };
  return withMore(reply, sayOneOf(turn.texts.abuse.slower(seconds), turn), restrained);
}

function pause(turn: Turn): Reply {
  const { facts, texts } = turn;
  const minutes = abusePolicyOf(facts.shop.policy).pauseMinutes;
  const until = facts.now + minutes * 60_000;
  const paused: ConversationEvent = { kind: 'restrained', until };
  return withMore({ blocks: [], keepsQuestion: true }, sayOneOf(texts.abuse.pause(minutes), turn), paused);
}

function withMore(reply: Reply, block: Block, event: ConversationEvent): Reply {
  return { ...reply, blocks: [...reply.blocks, block], events: [...(reply.events ?? []), event] };
}

/** Two characters of Chinese are a word, more or less. */
function wordCount(text: string): number {
  return text.match(/\p{Script=Han}{1,2}|[^\s\p{Script=Han}]+/gu)?.length ?? 0;
}

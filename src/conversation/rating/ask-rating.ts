import type { Block } from '../../protocol/block.js';
import type { Shop } from '../../shop/shop.js';
import { type Texts, textsFor } from '../../texts/texts.js';
import type { Conversation } from '../conversation.js';
import type { ConversationEvent } from '../conversation-event.js';
import { applyToFlows } from '../flow/flow-frame.js';
import { sayOneOf } from '../replies/text-block.js';
import type { Reply } from '../turn.js';
import { choiceOf, SCALE } from './rating.js';

/** Once in a conversation, when nothing is open: never somebody who is angry or has insulted, or who waits for a person. */
export function mayAskRating(conversation: Conversation, { mayAskRating: isAllowed }: Shop['policy']): boolean {
  const { rating, holder, temper, strikes, question, flows } = conversation;
  const isFree = question === undefined && flows.length === 0 && (holder === 'bot' || holder === 'closed');
  return isAllowed && rating === undefined && isFree && temper.tone !== 'angry' && strikes === 0;
}

/** What asks for it behind a job that is done, where nothing else goes on. */
export function ratingBehind(
  conversation: Conversation,
  { events = [], question, handoff }: Pick<Reply, 'events' | 'question' | 'handoff'>,
  { shop, texts }: { shop: Shop; texts: Texts },
): Block[] {
  const flows = events.reduce(applyToFlows, conversation.flows);
  const after = { ...conversation, question: question ?? conversation.question, flows };
  return handoff === undefined && mayAskRating(after, shop.policy) ? askRating(after, texts) : [];
}

/** What asks for it behind a conversation that an agent has closed, having written in it. */
export function ratingBehindAgent(conversation: Conversation, shop: Shop): ConversationEvent[] {
  const closed = { ...conversation, holder: 'closed' as const, question: undefined, flows: [] };
  if (conversation.agentMessageIds.size === 0 || !mayAskRating(closed, shop.policy)) return [];
  return [{ kind: 'bot-said', blocks: askRating(closed, textsFor(closed.language, shop)), answers: [] }];
}

export function askRating(
  conversation: Parameters<typeof sayOneOf>[1]['conversation'],
  { rating }: Pick<Texts, 'rating'>,
): Block[] {
  const choices = SCALE.map((value) => ({ label: rating.scale[value], choice: choiceOf(value) }));
  return [sayOneOf(rating.ask, { conversation }), { kind: 'rating', choices }];
}

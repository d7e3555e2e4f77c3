import type { Shop } from '../shop/shop.js';
import { textsFor } from '../texts/texts.js';
import type { Conversation } from './conversation.js';
import type { ConversationEvent } from './conversation-event.js';
import { gatherFlowFacts } from './facts/gather-facts.js';
import { resumeFlow } from './flow/play-flow.js';
import type { Turn } from './turn.js';
import type { TurnDeps } from './turn-deps.js';

type Deps = Pick<TurnDeps, 'conversations' | 'clock'> & { sources: Pick<TurnDeps['sources'], 'shops' | 'flows'> };

/**
 * A person has given the conversation back: the flow under way asks its open question again without being written to, or
 * says what has become of it. Safe to repeat: a decision that comes too late is thrown away and made again.
 */
export async function takeUpFlow(deps: Deps, shop: Shop, conversation: Conversation): Promise<void> {
  const { shopId, conversationId, seq, owedResume } = conversation;
  if (owedResume === undefined) return;
  const events = isTakenUp(conversation)
    ? await resumed(deps, shop, conversation, [owedResume])
    : [{ kind: 'turn-waived' as const, answers: [owedResume] }];
  await deps.conversations.append(shopId, conversationId, seq, events, { at: deps.clock.now() });
}

/** Whoever has written meanwhile is answered instead, and taken back to the flow by that. */
function isTakenUp({ holder, owed, flows }: Conversation): boolean {
  return holder === 'bot' && owed.length === 0 && flows.length > 0;
}

async function resumed(
  { sources, clock }: Deps,
  shop: Shop,
  conversation: Conversation,
  answers: number[],
): Promise<ConversationEvent[]> {
  const facts = await gatherFlowFacts(sources, { shop, conversation, now: clock.now() });
  return resumedEvents({ conversation, facts, texts: textsFor(conversation.language, shop) }, answers);
}

/** Pure part of it. @param answers number of the give-back */
export function resumedEvents(turn: Pick<Turn, 'conversation' | 'facts' | 'texts'>, answers: number[]) {
  const { conversation } = turn;
  const { blocks, events = [], question } = resumeFlow(turn);
  const resumed: ConversationEvent[] = [
    ...(conversation.question === undefined ? [] : [{ kind: 'question-closed' as const }]),
    ...events,
    ...(question === undefined ? [] : [{ kind: 'asked' as const, question }]),
    { kind: 'bot-said', blocks, answers },
  ];
  return resumed;
}

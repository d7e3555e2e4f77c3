import type { Conversation } from '../conversation/conversation.js';
import type { ConversationLine } from '../protocol/console-events.js';
import type { Customer } from '../shop/shop.js';
import { AGENT_TEXTS, type IntentTitle, intentInWords } from './agent-texts.js';

/** @param customer the proven customer of this conversation, if there is one */
export function conversationLine(
  conversation: Conversation,
  customer: Customer | undefined,
  titleOf: IntentTitle,
): ConversationLine {
  const { conversationId, holder, agent, lastWords, lastIntent, temper, isBlocked, startedAt, lastAt, waitingSince } =
    conversation;
  const holding = holder === 'agent' ? agent : undefined;
  return {
    conversationId,
    who: customer === undefined ? visitorName(conversation) : fullName(customer),
    isProven: customer !== undefined,
    holder,
    agentId: holding?.agentId,
    agentName: holding?.name,
    lastWords,
    tone: temper.tone,
    isBlocked,
    intent: lastIntent === undefined ? undefined : intentInWords(lastIntent, titleOf),
    startedAt,
    lastAt,
    waitingSince,
  };
}

export function fullName({ firstName, lastName }: Customer): string {
  return `${firstName} ${lastName}`.trim();
}

/** Waiting ones first, the longest waiting on top; then the newest activity. */
export function compareLines(a: ConversationLine, b: ConversationLine): number {
  const waiting = (a.waitingSince ?? Number.POSITIVE_INFINITY) - (b.waitingSince ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(waiting) || waiting === 0 ? b.lastAt - a.lastAt : waiting;
}

/** Short enough to say on the phone; two visitors may share it, the conversation id does not. */
function visitorName({ visitorId }: Conversation): string {
  return AGENT_TEXTS.visitor(
    (visitorId ?? '')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 4)
      .toUpperCase(),
  );
}

import type { Conversation } from '../conversation/conversation.js';
import type { RecordedEvent } from '../conversation/conversation-event.js';
import { orderBlock } from '../conversation/replies/order-block.js';
import type { ConversationContext } from '../protocol/console-events.js';
import type { Customer, Order, Shop } from '../shop/shop.js';
import { textsFor } from '../texts/texts.js';
import { AGENT_TEXTS, type IntentTitle, questionInWords } from './agent-texts.js';
import { conversationLine, fullName } from './conversation-line.js';

/** What is known beside the thread. `customer` and `orders` are those of the proven customer, if there is one. */
export type Known = {
  shop: Shop;
  conversation: Conversation;
  events: RecordedEvent[];
  customer: Customer | undefined;
  orders: Order[];
};

export function conversationContext(known: Known, titleOf: IntentTitle): ConversationContext {
  const { shop, conversation, customer, orders } = known;
  const texts = textsFor(shop.language, shop);
  return {
    line: conversationLine(conversation, customer, titleOf),
    handoff: lastHandoff(known),
    customer: customer && customerOf(customer, conversation),
    orders: orders.map((order) => orderBlock(order, shop, texts)),
    openQuestion: conversation.question && questionInWords(conversation.question, titleOf),
  };
}

/** The newest hand-over that no closing has settled. */
function lastHandoff({ events }: Known): ConversationContext['handoff'] {
  const last = events.findLast(({ event }) => event.kind === 'handoff-requested' || event.kind === 'closed');
  if (last?.event.kind !== 'handoff-requested') return undefined;
  return { reason: AGENT_TEXTS.handoff[last.event.reason], summary: last.event.summary, at: last.at };
}

function customerOf(customer: Customer, { customer: proven }: Conversation): ConversationContext['customer'] {
  return {
    name: fullName(customer),
    email: customer.email,
    phone: customer.phone,
    city: customer.address.city,
    country: customer.address.country,
    since: customer.since,
    proof: proven === undefined ? '' : AGENT_TEXTS.proof[proven.proof],
  };
}

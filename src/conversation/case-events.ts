import type { Order } from '../shop/shop.js';
import type { ConversationEvent } from './conversation-event.js';
import { sameNumber } from './replies/pick-order.js';
import type { Reply, Turn } from './turn.js';

/** What a person is called for stays what is talked about while they are waited for: the order that was named for it. */
export function caseEvents(turn: Turn, { handoff }: Pick<Reply, 'handoff'>): ConversationEvent[] {
  const { conversation, facts } = turn;
  const order = orderOfCase(turn);
  const isCase = handoff !== undefined || (conversation.holder === 'waiting' && facts.proof.kind === 'matched');
  return isCase && order !== undefined && order.id !== conversation.orderInFocus
    ? [{ kind: 'order-in-focus', orderId: order.id }]
    : [];
}

/** Named now; or before, where it is known only now whose it is. */
export function orderOfCase({ conversation, facts, understanding }: Turn): Order | undefined {
  const before = facts.proof.kind === 'matched' ? conversation.claims.orderNumber : undefined;
  const number = understanding.slots.orderNumbers[0] ?? before;
  return number === undefined ? undefined : facts.orders.find(({ id }) => sameNumber(id, number));
}

import type { Order } from '../../shop/shop.js';
import type { Reply, Turn } from '../turn.js';
import { quoteBlocks } from './answer-from-policy.js';
import { orderNumberOf, sameNumber } from './pick-order.js';
import { say, sayOneOf } from './text-block.js';

/** Where the money of cancelled and returned orders is, then what the policy says about how long it takes. */
export function refundStatus(turn: Turn): Reply {
  const { facts, texts } = turn;
  const number = orderNumberOf(turn);
  const asked = facts.orders.filter((order) => number === undefined || sameNumber(order.id, number));
  if (number !== undefined && asked.length === 0) return { blocks: [sayOneOf(texts.orderNotYours, turn)] };
  const lines = asked.flatMap((order) => refundLines(order, turn)).slice(0, 4);
  const quotes = quoteBlocks(facts.passages.slice(0, 1));
  if (lines.length === 0) return { blocks: [sayOneOf(texts.refundNone, turn), ...quotes] };
  const refunds = say(lines.join('\n'));
  return { blocks: [refunds, ...quotes], factual: [refunds] };
}

function refundLines(order: Order, { facts, texts }: Turn): string[] {
  const refunds = order.payments.filter(({ kind }) => kind === 'refund');
  if (refunds.length === 0) return order.status === 'return-requested' ? [texts.refundPending(order.id)] : [];
  return refunds.map(({ amount, methodId, at }) => {
    const method = facts.customer?.paymentMethods.find(({ id }) => id === methodId)?.label ?? methodId;
    return texts.refundSeen(order.id, texts.money(amount), method, at === undefined ? '' : texts.date(at));
  });
}

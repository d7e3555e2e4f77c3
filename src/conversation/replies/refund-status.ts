import type { Order } from '../../shop/shop.js';
import type { Reply, Turn } from '../turn.js';
import { askWhichOrder, mayAskWhichOrder, orderMeant } from './order-meant.js';
import { quotePassages } from './quote-passages.js';
import { say, sayOneOf } from './text-block.js';

/** Where the money of cancelled and returned orders is, then what the policy says about how long it takes. */
export function refundStatus(turn: Turn): Reply {
  const { facts, texts } = turn;
  const meant = orderMeant(turn, ({ payments }) => payments.some(({ kind }) => kind === 'refund'));
  if (meant.kind === 'not-theirs') return { blocks: [sayOneOf(texts.orderNotYours, turn)] };
  if (meant.kind === 'unclear' && mayAskWhichOrder(turn)) return askWhichOrder(turn, 'refund_status');
  const asked = meant.kind === 'order' ? [meant.order] : facts.orders;
  const lines = asked.flatMap((order) => refundLines(order, turn)).slice(0, 4);
  const quotes = quotePassages(turn, 1);
  const events = meant.kind === 'order' ? [{ kind: 'order-in-focus' as const, orderId: meant.order.id }] : [];
  if (lines.length === 0) return { blocks: [sayOneOf(texts.refundNone, turn), ...quotes], events };
  const refunds = say(lines.join('\n'));
  return { blocks: [refunds, ...quotes], factual: [refunds], events };
}

function refundLines(order: Order, { facts, texts }: Turn): string[] {
  const refunds = order.payments.filter(({ kind }) => kind === 'refund');
  if (refunds.length === 0) return order.status === 'return-requested' ? [texts.refundPending(order.id)] : [];
  return refunds.map(({ amount, methodId, at }) => {
    const method = facts.customer?.paymentMethods.find(({ id }) => id === methodId)?.label ?? methodId;
    return texts.refundSeen(order.id, texts.money(amount), method, at === undefined ? '' : texts.date(at));
  });
}

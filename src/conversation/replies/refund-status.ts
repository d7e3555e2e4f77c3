import { paidByMethod } from '../../shop/actions/move-money.js';
import { isRefundDue } from '../../shop/refund-days.js';
import type { Order } from '../../shop/shop.js';
import { asksWhen } from '../reading/refund-awaited.js';
import type { Reply, Turn } from '../turn.js';
import { askWhichOrder, type Meant, mayAskWhichOrder, orderMeant } from './order-meant.js';
import { methodInWords, methodOf, refundDaysInWords } from './payment-method.js';
import { quotePassages } from './quote-passages.js';
import { say, sayOneOf } from './text-block.js';

/**
 * Where the money of cancelled and returned orders is and how long it takes, then what the policy says. Just after money
 * went back, that is what is asked about.
 */
export function refundStatus(turn: Turn): Reply {
  const { facts, texts } = turn;
  const meant = refundMeant(turn);
  if (meant.kind === 'not-theirs') return { blocks: [sayOneOf(texts.orderNotYours, turn)] };
  if (meant.kind === 'unclear' && mayAskWhichOrder(turn)) return askWhichOrder(turn, 'refund_status');
  const asked = meant.kind === 'order' ? [meant.order] : facts.orders;
  const lines = asked.flatMap((order) => refundLines(order, turn)).slice(0, 4);
  const quotes = quotePassages(turn, 1);
  const events = meant.kind === 'order' ? [{ kind: 'order-in-focus' as const, orderId: meant.order.id }] : [];
  if (lines.length === 0) return { blocks: [...nothingYet(turn, meant), ...quotes], events };
  const refunds = say(lines.join('\n'));
  return { blocks: [refunds, ...quotes], factual: [refunds], events };
}

/** Of no order that is named: the one that money has just gone back for, or would by the flow under way. */
function refundMeant(turn: Turn): Meant {
  const { facts, conversation, message } = turn;
  const meant = orderMeant(turn, ({ payments }) => payments.some(({ kind }) => kind === 'refund'));
  if (meant.kind !== 'none') return meant;
  const isToCome = conversation.flows.length > 0 && asksWhen(message);
  const about = conversation.refundInFocus?.orderId ?? (isToCome ? conversation.orderInFocus : undefined);
  const order = facts.orders.find(({ id }) => id === about);
  return order === undefined ? meant : { kind: 'order', order };
}

/** Beside a flow that would pay back: how long that takes. */
function nothingYet(turn: Turn, meant: Meant): Reply['blocks'] {
  const { texts, conversation } = turn;
  const isToCome = meant.kind === 'order' && conversation.flows.length > 0;
  const told = isToCome ? paidWith(meant.order).flatMap((id) => takesInWords(turn, id)) : [];
  return [told.length === 0 ? sayOneOf(texts.refund.none, turn) : say(told.join('\n'))];
}

function refundLines(order: Order, turn: Turn): string[] {
  const refunds = order.payments.filter(({ kind }) => kind === 'refund');
  if (refunds.length > 0) return refunds.map((refund) => refundLine(order, refund, turn));
  if (order.status !== 'return-requested') return [];
  const { methodId = paidWith(order)[0] ?? '' } = order.returning ?? {};
  return [[turn.texts.refund.pending(order.id), ...takesInWords(turn, methodId)].join(turn.texts.sentenceGap)];
}

/** Money that was sent is said to be there only where it is, or could be by the shop's own figure. */
function refundLine({ id }: Order, { amount, methodId, at }: Order['payments'][number], turn: Turn): string {
  const { facts, texts } = turn;
  const method = methodOf(facts, methodId);
  const date = at === undefined ? '' : texts.date(at);
  const isThere = method?.balance !== undefined;
  const words = isThere ? texts.refund.seen : texts.refund.sent;
  const sent = words(id, texts.money(amount), methodInWords(turn, methodId), date);
  const span = method && facts.shop.policy.refundDays?.[method.kind];
  if (isThere || span === undefined || at === undefined) return sent;
  const days = texts.refund.workingDays(...span);
  const arrival = isRefundDue(at, span, facts.now) ? texts.refund.due(days) : texts.refund.underWay(days);
  return `${sent}${texts.sentenceGap}${arrival}`;
}

function paidWith(order: Order): string[] {
  return [...paidByMethod(order)].flatMap(([methodId, sum]) => (sum > 0 ? [methodId] : []));
}

function takesInWords(turn: Turn, methodId: string): string[] {
  const days = refundDaysInWords(turn, methodOf(turn.facts, methodId)?.kind);
  return days === '' ? [] : [turn.texts.refund.takes(methodInWords(turn, methodId), days)];
}

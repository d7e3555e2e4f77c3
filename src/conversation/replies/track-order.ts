import type { Order } from '../../shop/shop.js';
import type { Texts } from '../../texts/texts.js';
import type { Reply, Turn } from '../turn.js';
import { orderBlock } from './order-block.js';
import { askWhichOrder, mayAskWhichOrder, orderMeant } from './order-meant.js';
import { personChoice } from './person-choice.js';
import { say, sayOneOf } from './text-block.js';

const OPEN = ['pending', 'processed', 'shipped'];
const MOST_SHOWN = 3;

/** Where the order is that is meant, or else every open order, or else the newest. */
export function trackOrder(turn: Turn): Reply {
  const { facts, texts } = turn;
  const meant = orderMeant(turn, isOpen);
  if (meant.kind === 'not-theirs') return { blocks: [sayOneOf(texts.orderNotYours, turn)] };
  if (meant.kind === 'order') return showOrders(turn, [meant.order]);
  const [newest] = facts.orders;
  if (newest === undefined) return { blocks: [sayOneOf(texts.noOrders, turn)] };
  if (meant.kind === 'unclear' && mayAskWhichOrder(turn)) return askWhichOrder(turn, 'track_order');
  const open = facts.orders.filter(isOpen).slice(0, MOST_SHOWN);
  return showOrders(turn, open.length > 0 ? open : [newest]);
}

function isOpen({ status }: Order): boolean {
  return OPEN.includes(status);
}

function showOrders({ facts, texts }: Turn, orders: Order[]): Reply {
  const [only] = orders;
  const anyLate = orders.some((order) => isLate(order, facts.now));
  const shown = orders.map((order) => ({ where: say(whereIs(order, facts.now, texts)), order }));
  return {
    blocks: [
      ...shown.flatMap(({ where, order }) => [where, orderBlock(order, facts.shop, texts)]),
      ...(anyLate ? [say(texts.lateOffer), { kind: 'choices' as const, choices: [personChoice(texts)] }] : []),
    ],
    factual: shown.map(({ where }) => where),
    events: only !== undefined && orders.length === 1 ? [{ kind: 'order-in-focus', orderId: only.id }] : [],
  };
}

/** One or two sentences on what has become of an order and when it comes. */
export function whereIs(order: Order, now: number, texts: Texts): string {
  const date = dateOf(order);
  const inWords = date === undefined ? '' : texts.date(date);
  return isLate(order, now) ? texts.track.late(order.id, inWords) : texts.track[order.status](order.id, inWords);
}

function dateOf(order: Order): string | undefined {
  if (order.status === 'delivered') return order.deliveredAt;
  if (order.status === 'cancelled') return order.cancelledAt;
  return order.expectedAt;
}

/** A day's grace: carriers deliver until the evening of the day they name. */
function isLate(order: Order, now: number): boolean {
  return (
    order.status === 'shipped' && order.expectedAt !== undefined && Date.parse(order.expectedAt) + 86_400_000 < now
  );
}

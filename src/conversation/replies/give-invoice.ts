import type { Order } from '../../shop/shop.js';
import type { Reply, Turn } from '../turn.js';
import { orderChoices } from './order-block.js';
import { orderNumberOf, sameNumber } from './pick-order.js';
import { sayOneOf } from './text-block.js';

/** A link to the invoice of the order named, of the one talked about, or of the only one; else which one it shall be. */
export function giveInvoice(turn: Turn): Reply {
  const { facts, texts, conversation } = turn;
  const { orders } = facts;
  const number = orderNumberOf(turn);
  if (number !== undefined) {
    const named = orders.find(({ id }) => sameNumber(id, number));
    return named === undefined ? { blocks: [sayOneOf(texts.orderNotYours, turn)] } : give(turn, named);
  }
  const [only, ...others] = orders;
  if (only === undefined) return { blocks: [sayOneOf(texts.noOrders, turn)] };
  const meant = others.length === 0 ? only : orders.find(({ id }) => id === conversation.orderInFocus);
  if (meant !== undefined) return give(turn, meant);
  return {
    blocks: [sayOneOf(texts.invoice.which, turn), orderChoices(orders, texts)],
    question: { kind: 'which-order', intent: 'invoice' },
  };
}

function give(turn: Turn, { id }: Order): Reply {
  const { facts, texts } = turn;
  const href = facts.invoiceLinks?.get(id);
  if (href === undefined) return { blocks: [], handoff: 'needs-a-person' };
  return {
    blocks: [sayOneOf(texts.invoice.here(id), turn), { kind: 'link', label: texts.invoice.open(id), href }],
    events: [{ kind: 'order-in-focus', orderId: id }],
  };
}

import type { Order } from '../../shop/shop.js';
import { orderPointedAt, type Pointer, readEllipsis, readPointer } from '../reading/pointer.js';
import type { Reply, Turn } from '../turn.js';
import { orderChoices } from './order-block.js';
import { orderNumberOf } from './pick-order.js';
import { sayOneOf } from './text-block.js';

/** Which order a message means. */
export type Meant =
  | { kind: 'order'; order: Order }
  /** A number that is none of theirs. */
  | { kind: 'not-theirs' }
  /** Another than the one talked about, of which there are several. */
  | { kind: 'unclear' }
  /** It speaks of none. */
  | { kind: 'none' };

/** By its number, its place, or as the other one or the one talked about. @param isLikely where several could be meant */
export function orderMeant(turn: Turn, isLikely: (order: Order) => boolean): Meant {
  const { facts, conversation, message } = turn;
  const number = orderNumberOf(turn);
  const pointer = number === undefined ? pointerIn(message.text) : { kind: 'named' as const, number };
  if (pointer === undefined) return { kind: 'none' };
  const order = orderPointedAt(pointer, { orders: facts.orders, inFocus: conversation.orderInFocus, isLikely });
  if (order !== undefined) return { kind: 'order', order };
  if (pointer.kind === 'named') return { kind: 'not-theirs' };
  const others = otherOrders(turn);
  return { kind: pointer.kind === 'same' || others.length === 0 ? 'none' : 'unclear' };
}

/**
 * The same turn for a flow that is about to begin, which reads numbers by itself: an order that is meant by its place, or as
 * the other one, by its number; where none can be told, none is in focus, so that it is asked for.
 */
export function withOrderMeant(turn: Turn): Turn {
  const { message, understanding, facts, conversation } = turn;
  if (understanding.slots.orderNumbers.length > 0) return turn;
  const number = orderNumberOf(turn);
  if (number !== undefined) return naming(turn, number);
  // "The second one" of two choices is no order.
  const isChoice = conversation.question?.kind === 'which-intent' || conversation.question?.kind === 'rephrase';
  const pointer = isChoice ? undefined : pointerIn(message.text);
  if (pointer?.kind !== 'place' && pointer?.kind !== 'other') return turn;
  const known = { orders: facts.orders, inFocus: conversation.orderInFocus, isLikely: () => false };
  const order = orderPointedAt(pointer, known);
  if (order !== undefined) return naming(turn, order.id);
  return pointer.kind === 'other' ? turn : { ...turn, conversation: { ...conversation, orderInFocus: undefined } };
}

function naming(turn: Turn, number: string): Turn {
  const { understanding } = turn;
  return { ...turn, understanding: { ...understanding, slots: { ...understanding.slots, orderNumbers: [number] } } };
}

function pointerIn(text: string): Pointer | undefined {
  return readEllipsis(text, [])?.pointer ?? readPointer(text, []);
}

/** A flow has a question of its own, so nothing else may be asked beside it. */
export function mayAskWhichOrder({ conversation, wishes = [] }: Turn): boolean {
  return conversation.flows.length === 0 && wishes.every(({ kind }) => kind === 'aside');
}

/** All but the one that was talked about. @param intent what is wanted of the order */
export function askWhichOrder(turn: Turn, intent: string): Reply {
  const { texts } = turn;
  return {
    blocks: [sayOneOf(texts.whichOrder, turn), orderChoices(otherOrders(turn), texts)],
    question: { kind: 'which-order', intent },
  };
}

function otherOrders({ facts, conversation }: Turn): Order[] {
  return facts.orders.filter(({ id }) => id !== conversation.orderInFocus);
}

import { isAtLeast } from '../../access/identity-level.js';
import { remediesFor } from '../../shop/actions/compensate.js';
import { neededLevel } from '../../shop/identity-policy.js';
import { daysLate } from '../../shop/order-trouble.js';
import type { Order } from '../../shop/shop.js';
import { actionFactsFor } from '../action-facts.js';
import type { ConversationEvent } from '../conversation-event.js';
import { levelOf } from '../identity/level-of.js';
import type { Reply, Turn } from '../turn.js';
import { orderFacts } from './order-facts.js';
import { personChoice } from './person-choice.js';
import { orderNumberOf, sameNumber } from './pick-order.js';
import { say, sayOneOf } from './text-block.js';

/**
 * A complaint that no flow serves: the facts of the order concerned, then what can be done, with an apology from whoever
 * does it. Where an order is late and the shop makes good for that, it is offered as a quick reply; otherwise a person
 * takes it, in a shop that has the bot try first once nothing more came of asking.
 */
export function complaint(turn: Turn): Reply {
  const { facts, conversation, texts } = turn;
  const order = orderConcerned(turn);
  const told = order === undefined ? [] : [say(orderFacts(order, facts.now, texts))];
  if (order !== undefined && isMadeGood(turn, order)) {
    return { blocks: [...told, wayOut(turn, order)], events: focusOn(order), ...offerOf(turn) };
  }
  const mayHandOver = facts.shop.policy.mayHandOverEarly || conversation.lastIntent === COMPLAINT;
  if (mayHandOver) return { blocks: told, handoff: COMPLAINT };
  return { blocks: [sayOneOf(texts.amends.sorry, turn), ...told, sayOneOf(texts.amends.tellMore, turn)] };
}

const COMPLAINT = 'complaint';

/** The order that was named, or else the newest that is late: told only to who may hear of orders. */
function orderConcerned(turn: Turn): Order | undefined {
  const { facts, conversation } = turn;
  const { policy } = facts.shop;
  if (!isAtLeast(levelOf(conversation, policy), neededLevel('track-order', policy))) return undefined;
  const number = orderNumberOf(turn);
  return facts.orders.find(({ id }) => number !== undefined && sameNumber(id, number)) ?? lateOne(turn);
}

/** What was made good for is not brought up again. */
function lateOne({ facts }: Turn): Order | undefined {
  return facts.orders.find((order) => order.compensation === undefined && daysLate(order, facts.now) > 0);
}

function isMadeGood({ facts }: Turn, order: Order): boolean {
  const product = (id: string) => facts.orderedProducts.find((one) => one.id === id);
  return remediesFor({ trouble: 'late' }, actionFactsFor(facts, { order, product })).kind === 'some';
}

function wayOut({ facts, texts }: Turn, { id }: Order): Reply['blocks'][number] {
  const person = personChoice(texts);
  return {
    kind: 'choices',
    choices: [
      { label: texts.amends.aboutLate(id), choice: `intent:${COMPLAINT}` },
      ...(facts.shop.policy.mayHandOverEarly ? [person] : []),
    ],
  };
}

/** Agreed to in words as well as by the quick reply. */
function offerOf({ facts }: Turn): Pick<Reply, 'question'> {
  const flow = [...facts.flows.values()].find((one) => one['takes-over']?.compensates === 'late')?.flow;
  return flow === undefined ? {} : { question: { kind: 'offer', intent: COMPLAINT, flow } };
}

function focusOn({ id }: Order): ConversationEvent[] {
  return [{ kind: 'order-in-focus', orderId: id }];
}

import type { OrderId } from '../protocol/ids.js';
import { extractSlots } from '../understanding/extract-slots.js';
import type { Conversation } from './conversation.js';
import type { ConversationEvent } from './conversation-event.js';
import { startFlows } from './flow/start-flows.js';
import { jobFor } from './replies/jobs.js';
import { sameNumber } from './replies/pick-order.js';
import { withheldReply } from './replies/withheld.js';
import type { Aside, FlowWish, Reply, Turn, Wish } from './turn.js';

/**
 * Several things asked for at once: questions are answered first, in the order of the message, then what flows serve is
 * begun, so that what these ask stands last. "It" is the order that was spoken of before, in this message too.
 * @param closing what is said last where there is more to ask than the wishes do, who somebody is
 */
export function serveWishes(turn: Turn, wishes: readonly Wish[], closing?: Reply): Reply {
  const answers: Reply[] = [];
  const flows: FlowWish[] = [];
  let focus = turn.conversation.orderInFocus;
  for (const [at, wish] of wishes.entries()) {
    if (wish.kind === 'flow')
      flows.push({ ...wish, orderInFocus: meansAnother(wish, wishes.slice(at + 1)) ? undefined : focus });
    else answers.push(answerAside(turn, wish, focus));
    focus = orderNamed(turn, wish) ?? focusAfter(answers.at(-1), wish) ?? focus;
  }
  const last = closing ?? (flows.length > 0 ? startFlows(turn, flows) : undefined);
  return together(last === undefined ? answers : [...answers, last]);
}

function answerAside(turn: Turn, aside: Aside, orderInFocus: OrderId | undefined): Reply {
  const { intent, text, understanding } = aside;
  const conversation: Conversation = { ...turn.conversation, orderInFocus };
  const answerIn = aside.facts.withheld === undefined ? jobFor(intent).reply : withheldReply;
  return answerIn({
    ...turn,
    conversation,
    message: { ...turn.message, text, choice: undefined },
    understanding,
    purpose: { kind: 'serve', intent, orderNumber: understanding.slots.orderNumbers[0] },
    facts: { ...turn.facts, ...aside.facts },
  });
}

/** "Cancel my order and change the address of HL-1": which one is to be cancelled, only the customer can say. */
function meansAnother({ text }: Wish, later: readonly Wish[]): boolean {
  const isNamed = (words: string) => extractSlots(words).orderNumbers.length > 0;
  return AN_ORDER.test(text) && !isNamed(text) && later.some((wish) => isNamed(wish.text));
}

const AN_ORDER = /\b(?:my|an|one) (?:\p{L}+ )?order\b|(?:我的?|一[个笔])订单/iu;

function orderNamed({ facts }: Turn, { text }: Wish): OrderId | undefined {
  const [number] = extractSlots(text).orderNumbers;
  return number === undefined ? undefined : facts.orders.find(({ id }) => sameNumber(id, number))?.id;
}

function focusAfter(reply: Reply | undefined, wish: Wish): OrderId | undefined {
  if (wish.kind === 'flow') return undefined;
  const focused = (reply?.events ?? []).flatMap((event) => (event.kind === 'order-in-focus' ? [event.orderId] : []));
  return focused.at(-1);
}

/** Said one after the other. Only what was asked last is waited for. */
function together(replies: readonly Reply[]): Reply {
  const last = replies.at(-1);
  const events: ConversationEvent[] = replies.flatMap((reply) => reply.events ?? []);
  const handoff = replies.find((reply) => reply.handoff !== undefined)?.handoff;
  const factual = replies.flatMap((reply) => reply.factual ?? []);
  return {
    ...last,
    blocks: replies.flatMap(({ blocks }) => blocks),
    events,
    factual,
    ...(handoff !== undefined && { handoff }),
  };
}

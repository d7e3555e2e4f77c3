import { daysLate } from '../../../shop/order-trouble.js';
import type { Order } from '../../../shop/shop.js';
import { oneOf } from '../../replies/one-of.js';
import { itemsInWords } from '../../replies/order-block.js';
import { orderFacts } from '../../replies/order-facts.js';
import { sameNumber } from '../../replies/pick-order.js';
import type { ValueOf } from '../slot-value.js';
import { atPlace } from './at-place.js';
import { choiceFor, pressed, type SlotContext, type SlotReader, type SlotReading } from './slot-reader.js';
import { withTitlesMeant } from './titles-meant.js';
import { shareSaid, wordsIn } from './words.js';

type Value = ValueOf<'order'>;

/** One of the customer's own orders: by its number, by its place in the list, as the one being talked about, or the only one. */
export const orderSlot: SlotReader<Value> = {
  read: (context) => {
    const { facts, conversation, heard, texts } = context;
    const number = pressed(context) ?? heard.flatMap(({ slots }) => slots.orderNumbers)[0];
    if (number !== undefined) {
      const named = facts.orders.find(({ id }) => sameNumber(id, number));
      return named === undefined ? { kind: 'open', problem: oneOf(texts.orderNotYours, conversation) } : filled(named);
    }
    const candidates = candidatesOf(context);
    const pointedAt = byPlace(context, candidates);
    if (pointedAt !== undefined) return filled(pointedAt);
    const named = holdingWhatWasSaid(context, candidates);
    if (named !== undefined) return filled(named);
    const focus = (saysIt(context) ? facts.orders : candidates).find(({ id }) => id === conversation.orderInFocus);
    if (focus !== undefined && !saysOther(context)) return filled(focus);
    const [only, ...others] = candidates;
    if (only === undefined) return { kind: 'none' };
    return others.length === 0 ? filled(only) : { kind: 'open' };
  },
  // None where a number that is none of theirs was given and no order could be served: it may have been mistyped.
  offer: (context) => {
    const candidates = candidatesOf(context).slice(0, 8);
    const choices = candidates.map((order) => ({
      label: lineOf(order, context),
      choice: choiceFor(context.step, order.id),
    }));
    return choices.length === 0 ? [] : [{ kind: 'choices', choices }];
  },
  words: ({ orderId }, { facts, texts }) => {
    const order = facts.orders.find(({ id }) => id === orderId);
    if (order === undefined) return { '': orderId };
    return {
      '': order.id,
      items: itemsInWords(order),
      total: texts.money(order.total),
      status: texts.status[order.status],
      facts: orderFacts(order, facts.now, texts),
    };
  },
};

function filled({ id }: Order): SlotReading<Value> {
  return { kind: 'filled', value: { as: 'order', orderId: id } };
}

/** What is worth offering; another order that is named by its number is taken, and refused with the reason. */
function candidatesOf({ facts, step: { statuses, late }, canServe }: SlotContext): Order[] {
  const open = facts.orders.filter((order) => (statuses?.includes(order.status) ?? true) && canServe(order));
  const behind = late === true ? open.filter((order) => daysLate(order, facts.now) > 0) : [];
  return behind.length > 0 ? behind : open;
}

/** "My jacket": the one order that holds a jacket. */
function holdingWhatWasSaid({ heard }: SlotContext, candidates: Order[]): Order | undefined {
  const titles = candidates.flatMap(({ items }) => items.map(({ title }) => title));
  const said = new Set(heard.flatMap(({ text }) => wordsIn(withTitlesMeant(text, titles))));
  const holding = candidates.filter(({ items }) => items.some(({ title }) => shareSaid(title, said) >= 0.5));
  return holding.length === 1 ? holding[0] : undefined;
}

/** Lists of orders begin with the newest. */
const NEWEST = /\b(newest|latest|last one|most recent)\b|最新|最近/iu;
const OLDEST = /\boldest\b|最早/iu;

/** "The second one": counted as the list was shown. "The other one" where there are two. */
function byPlace(context: SlotContext, candidates: Order[]): Order | undefined {
  const [newest] = context.heard;
  if (newest === undefined || !context.isAsked) return otherOf(context, candidates);
  if (NEWEST.test(newest.text)) return candidates[0];
  if (OLDEST.test(newest.text)) return candidates.at(-1);
  return atPlace(candidates, newest.text) ?? otherOf(context, candidates);
}

function otherOf(context: SlotContext, candidates: Order[]): Order | undefined {
  const others = candidates.filter(({ id }) => id !== context.conversation.orderInFocus);
  return saysOther(context) && others.length === 1 ? others[0] : undefined;
}

function saysOther({ heard: [newest] }: SlotContext): boolean {
  return newest !== undefined && OTHER.test(newest.text);
}

/** "Keep the other items", 别的留着 and "in another colour" speak of no order. */
const OTHER =
  /\b(?:other|another|different)(?: (?:one|order|parcel|package))?\s*(?:$|[^\s\p{L}]|\b(?:please|instead|then|i|that|which|from)\b)|另外?[一那]?(?:个|单|笔|份)(?!\p{Script=Han}{0,2}(?:码|色|款|商品))|别的(?:订单|单)/iu;

/** Means the order being talked about, whether or not anything can be done for it. */
function saysIt({ heard: [newest] }: SlotContext): boolean {
  return newest !== undefined && /\b(it|that|this)\b(?! (is|was|seems|time))|它|这个|那个/iu.test(newest.text);
}

function lineOf({ id, status, placedAt }: Order, { texts }: SlotContext): string {
  return texts.orderLine(id, texts.status[status], placedAt === undefined ? '' : texts.date(placedAt));
}

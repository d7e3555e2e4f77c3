import type { Order, Part } from '../../../shop/shop.js';
import { oneOf } from '../../replies/one-of.js';
import { type SlotValues, slotOf, type ValueOf } from '../slot-value.js';
import { itemsNamed } from './items-named.js';
import { choiceFor, pressed, type SlotContext, type SlotReader } from './slot-reader.js';

type Value = ValueOf<'items'>;

/** Which items of the flow's order, and how many of each. */
export const itemsSlot: SlotReader<Value> = {
  read: (context) => {
    const order = orderOf(context.slots, context.facts.orders);
    if (order === undefined) return { kind: 'none' };
    const whole = order.items.map(({ quantity }, line) => ({ line, quantity }));
    if (whole.length === 1 && whole[0]?.quantity === 1) return { kind: 'filled', value: { as: 'items', parts: whole } };
    const parts = partsPressed(context, whole) ?? itemsNamed(order, saidIn(context), context.isAsked);
    if (parts.length > 0) return { kind: 'filled', value: { as: 'items', parts } };
    return context.isAsked
      ? { kind: 'open', problem: oneOf(context.texts.flow.whichItems, context.conversation) }
      : { kind: 'open' };
  },
  offer: (context) => {
    const order = orderOf(context.slots, context.facts.orders);
    const lines = (order?.items ?? []).slice(0, 7);
    const choices = lines.map((item, line) => ({
      label: itemInWords(item),
      choice: choiceFor(context.step, String(line)),
    }));
    const all = { label: context.texts.flow.allItems, choice: choiceFor(context.step, 'all') };
    return [{ kind: 'choices', choices: lines.length > 1 ? [...choices, all] : choices }];
  },
  words: ({ parts }, { slots, facts }) => {
    const order = orderOf(slots, facts.orders);
    return { '': parts.map((part) => partInWords(order, part)).join(', ') };
  },
};

export function orderOf(slots: SlotValues, orders: readonly Order[]): Order | undefined {
  const orderId = slotOf(slots, 'order', 'order')?.orderId;
  return orders.find(({ id }) => id === orderId);
}

/** "2 × Trail bottle (red)" */
function partInWords(order: Order | undefined, { line, quantity }: Part): string {
  const item = order?.items[line];
  return item === undefined ? '' : itemInWords({ ...item, quantity });
}

export function itemInWords({ title, options, quantity }: Order['items'][number]): string {
  const chosen = Object.values(options).join(', ');
  return `${quantity === 1 ? '' : `${quantity} × `}${title}${chosen === '' ? '' : ` (${chosen})`}`;
}

function partsPressed(context: SlotContext, whole: Part[]): Part[] | undefined {
  const choice = pressed(context);
  if (choice === undefined) return undefined;
  return choice === 'all' ? whole : whole.filter(({ line }) => String(line) === choice);
}

function saidIn({ heard }: SlotContext): string {
  return heard.map(({ text }) => text).join(' ');
}

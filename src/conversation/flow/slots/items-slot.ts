import type { Order, Part } from '../../../shop/shop.js';
import { oneOf } from '../../replies/one-of.js';
import { type SlotValues, slotOf, type ValueOf } from '../slot-value.js';
import { itemsNamed, type Named, type Naming, wholeOf } from './items-named.js';
import { choiceFor, pressed, type SlotContext, type SlotReader } from './slot-reader.js';

type Value = ValueOf<'items'>;

/** Which items of the flow's order, and how many of each. */
export const itemsSlot: SlotReader<Value> = {
  read: (context) => {
    const order = orderOf(context.slots, context.facts.orders);
    if (order === undefined) return { kind: 'none' };
    const whole = wholeOf(order);
    if (whole.length === 1 && whole[0]?.quantity === 1) return { kind: 'filled', value: { as: 'items', parts: whole } };
    const named = partsPressed(context, whole) ?? itemsNamed(order, saidIn(context), namingOf(context));
    if (named.kind === 'parts') return { kind: 'filled', value: { as: 'items', parts: named.parts } };
    // Whatever was meant is ruled out: what is meant then is asked again.
    if (named.kind === 'none') return { kind: 'open', isAnswer: true };
    if (whole.length === 1) return { kind: 'open', problem: howMany(order, context) };
    return context.isAsked
      ? { kind: 'open', problem: oneOf(context.texts.flow.whichItems, context.conversation) }
      : { kind: 'open' };
  },
  offer: (context) => {
    const order = orderOf(context.slots, context.facts.orders);
    if (order === undefined) return [];
    const choiceOf = (label: string, value: string) => ({ label, choice: choiceFor(context.step, value) });
    const [only, ...others] = order.items;
    if (only !== undefined && others.length === 0) {
      const title = itemInWords({ ...only, quantity: 1 });
      const counts = countsUpTo(only.quantity);
      return [{ kind: 'choices', choices: counts.map((count) => choiceOf(`${count} × ${title}`, `0x${count}`)) }];
    }
    const choices = order.items.slice(0, MOST_OFFERED).map((item, line) => choiceOf(itemInWords(item), String(line)));
    return [{ kind: 'choices', choices: [...choices, choiceOf(context.texts.flow.allItems, 'all')] }];
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

/** Quick replies hold eight, one of them for everything. */
const MOST_OFFERED = 7;

/** With one line, how many of it is all there is to ask; of very many, few or all. */
function countsUpTo(quantity: number): number[] {
  const counts = Array.from({ length: quantity }, (_, index) => index + 1);
  return counts.length <= MOST_OFFERED ? counts : [...counts.slice(0, MOST_OFFERED - 1), quantity];
}

/** `2` or `2x1`: the line, and how many of it. */
function partsPressed(context: SlotContext, whole: Part[]): Named | undefined {
  const choice = pressed(context);
  if (choice === undefined) return undefined;
  const [line = '', quantity] = choice.split('x');
  const parts = choice === 'all' ? whole : whole.filter((part) => String(part.line) === line);
  const counted = parts.map((part) => ({ ...part, quantity: countPressed(part, quantity) }));
  return counted.length === 0 ? { kind: 'unsaid' } : { kind: 'parts', parts: counted };
}

/** Choices come from the client, and those of older chats name no number. */
function countPressed({ quantity }: Part, pressedCount: string | undefined): number {
  const count = Number(pressedCount ?? quantity);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, quantity) : quantity;
}

function namingOf({ isAsked, corrects, step }: SlotContext): Naming {
  const before = corrects?.as === 'items' ? corrects.parts : undefined;
  return { isAsked, before, isTrouble: step.for !== undefined };
}

function howMany({ items: [only] }: Order, { texts, conversation }: SlotContext): string {
  return only === undefined ? '' : oneOf(texts.flow.howMany(itemInWords({ ...only, quantity: 1 })), conversation);
}

function saidIn({ heard }: SlotContext): string {
  return heard.map(({ text }) => text).join('\n');
}

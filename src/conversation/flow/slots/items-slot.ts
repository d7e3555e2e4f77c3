import type { Order, Part } from '../../../shop/shop.js';
import { oneOf } from '../../replies/one-of.js';
import { type SlotValues, slotOf, type ValueOf } from '../slot-value.js';
import { choiceFor, pressed, type SlotContext, type SlotReader } from './slot-reader.js';
import { shareSaid, wordsIn } from './words.js';

type Value = ValueOf<'items'>;

/** Where nothing was asked, only what cannot mean anything else. */
const ALL_OF_IT =
  /\beverything\b|\ball (?:of )?(?:the |my |its )?items\b|\ball of (?:it|them)\b|\b(?:whole|entire) order\b|\bboth (?:items|of them)\b|全部|所有商品/iu;
const ALL = /\b(all|everything|both|whole|entire|each)\b|全部|所有|都/iu;

/** Which items of the flow's order, and how many of each. */
export const itemsSlot: SlotReader<Value> = {
  read: (context) => {
    const order = orderOf(context.slots, context.facts.orders);
    if (order === undefined) return { kind: 'none' };
    const whole = order.items.map(({ quantity }, line) => ({ line, quantity }));
    if (whole.length === 1 && whole[0]?.quantity === 1) return { kind: 'filled', value: { as: 'items', parts: whole } };
    const parts = partsPressed(context, whole) ?? partsSaid(context, order, whole);
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

/** Those whose title, or an option that no other item has, was said; all of them where all was said. */
function partsSaid({ heard, isAsked }: SlotContext, order: Order, whole: Part[]): Part[] {
  const text = heard.map((one) => one.text).join(' ');
  const said = new Set(wordsIn(text));
  const named = whole.filter(({ line }) => shareSaid(order.items[line]?.title ?? '', said) >= 0.5);
  const chosen = named.length > 1 ? byOptions(order, named, said) : named;
  if (chosen.length > 0) return chosen.map((part) => ({ ...part, quantity: quantityIn(text, part) }));
  return (isAsked ? ALL : ALL_OF_IT).test(text) ? whole : [];
}

function byOptions(order: Order, named: Part[], said: ReadonlySet<string>): Part[] {
  const hits = ({ line }: Part) =>
    Object.values(order.items[line]?.options ?? {}).filter((one) => shareSaid(one, said) === 1);
  const most = Math.max(...named.map((part) => hits(part).length));
  const best = named.filter((part) => hits(part).length === most);
  const titles = new Set(named.map(({ line }) => order.items[line]?.title));
  return titles.size === 1 && most > 0 ? best : named;
}

/** "One of the bottles": a number up to what there is; otherwise all of the line. */
function quantityIn(text: string, { quantity }: Part): number {
  if (quantity === 1) return 1;
  const [, digits] = /\b([1-9])\b(?! ?%)/.exec(text) ?? [];
  const told = /\bone\b|一/iu.test(text) ? 1 : /\btwo\b|两/iu.test(text) ? 2 : Number(digits ?? quantity);
  return Math.min(told, quantity);
}

import { missingOption } from '../../../recommendation/missing-option.js';
import { optionWords } from '../../../recommendation/option-words.js';
import { type NamedOptions, readOptions, tabulateOptions } from '../../../recommendation/read-options.js';
import type { Order, Product, Swap, Variant } from '../../../shop/shop.js';
import { oneOf } from '../../replies/one-of.js';
import { slotOf, type ValueOf } from '../slot-value.js';
import { atPlace } from './at-place.js';
import { itemInWords, orderOf } from './items-slot.js';
import { choiceFor, pressed, type SlotContext, type SlotReader } from './slot-reader.js';

type Value = ValueOf<'variants'>;
type Open = { line: number; quantity: number; item: Order['items'][number]; product: Product };

/** What comes in the place of each chosen item: another variant of the same product, one item after the other. */
export const variantsSlot: SlotReader<Value> = {
  read: (context) => {
    const open = openItems(context);
    const [next, ...later] = open;
    const known = swapsOf(context);
    if (next === undefined) {
      return known.length > 0 ? { kind: 'filled', value: { as: 'variants', swaps: known } } : { kind: 'none' };
    }
    if (othersOf(next).length === 0) return { kind: 'none' };
    const missing = missingIn(context, next);
    if (missing !== undefined) return { kind: 'open', problem: missing, isAnswer: true };
    const found = variantPressed(context, next) ?? variantSaid(context, next) ?? variantAtPlace(context, next);
    if (found === undefined) return { kind: 'open', ...(context.isAsked && { problem: problemWith(context, next) }) };
    if (found.stock < next.quantity)
      return { kind: 'open', problem: oneOf(context.texts.flow.soldOut(optionsInWords(found)), context.conversation) };
    const swaps = [...known, { line: next.line, quantity: next.quantity, variantId: found.id }];
    return { kind: later.length === 0 ? 'filled' : 'partly', value: { as: 'variants', swaps } };
  },
  offer: (context) => {
    const [next] = openItems(context);
    if (next === undefined) return [];
    const choices = othersOf(next)
      .slice(0, 8)
      .map((variant) => ({
        label: `${optionsInWords(variant)} · ${context.texts.money(variant.price)}`,
        choice: choiceFor(context.step, variant.id),
      }));
    return [
      { kind: 'text', text: context.texts.flow.insteadOf(itemInWords({ ...next.item, quantity: next.quantity })) },
      ...(choices.length > 0 ? [{ kind: 'choices' as const, choices }] : []),
    ];
  },
  words: ({ swaps }, { slots, facts, product, texts }) => {
    const order = orderOf(slots, facts.orders);
    const pairs = swaps.flatMap((swap) => pairOf(swap, order, product));
    const difference = pairs.reduce(
      (sum, { item, variant, quantity }) => sum + (variant.price - item.price) * quantity,
      0,
    );
    return {
      '': pairs.map(({ item, variant }) => `${itemInWords(item)} → ${optionsInWords(variant)}`).join('; '),
      difference: texts.flow.difference(texts.money(Math.abs(difference)), Math.sign(difference)),
    };
  },
};

function pairOf({ line, quantity, variantId }: Swap, order: Order | undefined, product: SlotContext['product']) {
  const item = order?.items[line];
  const variant = item && product(item.productId)?.variants.find(({ id }) => id === variantId);
  return item === undefined || variant === undefined ? [] : [{ item: { ...item, quantity }, variant, quantity }];
}

function swapsOf({ partial }: SlotContext): Swap[] {
  return partial?.as === 'variants' ? partial.swaps : [];
}

function openItems(context: SlotContext): Open[] {
  const order = orderOf(context.slots, context.facts.orders);
  const settled = new Set(swapsOf(context).map(({ line }) => line));
  const parts = slotOf(context.slots, 'items', 'items')?.parts ?? [];
  return parts.flatMap(({ line, quantity }) => {
    const item = order?.items[line];
    const product = item && context.product(item.productId);
    return settled.has(line) || item === undefined || product === undefined ? [] : [{ line, quantity, item, product }];
  });
}

/** What can be had: other variants that are there. */
function othersOf({ product, item, quantity }: Open): Variant[] {
  return product.variants.filter(({ id, stock }) => id !== item.variantId && stock >= quantity);
}

/** What is asked for and does not exist; of several items at once, it is not known which of them it was said of. */
function missingIn(context: SlotContext, { product }: Open): string | undefined {
  const { heard, isAsked, corrects, slots, texts, conversation } = context;
  const parts = slotOf(slots, 'items', 'items')?.parts ?? [];
  const isOfSeveral = parts.length > 1 && (!isAsked || corrects !== undefined);
  if (pressed(context) !== undefined || isOfSeveral) return undefined;
  const option = missingOption(product, { text: heard.map(({ text }) => text).join(' '), isAsked });
  return option && oneOf(texts.flow.noSuchOption(option, product.title), conversation);
}

function variantPressed(context: SlotContext, { product }: Open): Variant | undefined {
  const choice = pressed(context);
  return product.variants.find(({ id }) => id === choice);
}

/** Of those that are offered. */
function variantAtPlace({ heard: [newest], isAsked }: SlotContext, open: Open): Variant | undefined {
  return isAsked && newest !== undefined ? atPlace(othersOf(open), newest.text) : undefined;
}

/**
 * The variant with every option that was said, as the item is in all others: "in blue" keeps the size. Undefined when
 * nothing was said that tells variants apart, or when several fit.
 */
function variantSaid({ heard, isAsked }: SlotContext, { product, item }: Open): Variant | undefined {
  const text = heard.map((one) => one.text).join(' ');
  const named = readOptions(tabulateOptions(product.variants), optionWords(text));
  const scored = product.variants
    .filter(({ id }) => id !== item.variantId)
    .map((variant) => ({ variant, ...agreement(variant, item, named) }))
    .filter(({ asked }) => asked > 0)
    .sort((one, other) => other.asked - one.asked || other.kept - one.kept);
  const [best, second] = scored;
  if (best === undefined || (!isAsked && best.asked === 0)) return undefined;
  return second !== undefined && second.asked === best.asked && second.kept === best.kept ? undefined : best.variant;
}

/** How many of the options that differ from the item's were said, and how many are the item's own. */
function agreement({ options }: Variant, item: Open['item'], named: NamedOptions) {
  const entries = Object.entries(options);
  const differs = entries.filter(([name, value]) => item.options[name] !== value);
  const asked = differs.filter(([name, value]) => named.get(name)?.has(value) === true).length;
  return { asked, kept: entries.length - differs.length };
}

function problemWith({ texts, conversation }: SlotContext, { product }: Open): string {
  return oneOf(texts.flow.whichVariant(product.title), conversation);
}

function optionsInWords({ options }: Variant): string {
  return Object.values(options).join(', ');
}

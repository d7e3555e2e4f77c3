import { missingOption } from '../../../recommendation/missing-option.js';
import { type NamedVariants, openOptions, readVariants } from '../../../recommendation/read-variant.js';
import type { Product, Variant } from '../../../shop/shop.js';
import { startsWithYes } from '../../reading/yes-or-no.js';
import { oneOf } from '../../replies/one-of.js';
import { optionInWords, stockInWords } from '../../replies/product-card.js';
import type { ValueOf } from '../slot-value.js';
import { atPlace } from './at-place.js';
import { productOf } from './product-slot.js';
import { choiceFor, pressed, type SlotContext, type SlotReader, type SlotReading } from './slot-reader.js';

type Value = ValueOf<'variant'>;

/**
 * One variant of the flow's product: what the words say of colour and size is kept, what they leave open is asked for,
 * one option after the other.
 */
export const variantSlot: SlotReader<Value> = {
  read: (context) => {
    const product = productOf(context);
    if (product === undefined) return { kind: 'none' };
    const wanted = wantedOf(context, product);
    if (wanted.length === 0) return { kind: 'none' };
    const chosen = product.variants.find(({ id }) => id === pressed(context)) ?? byPlace(context, product);
    if (chosen !== undefined) return settle(context, product, [chosen]);
    const text = context.heard.map((one) => one.text).join('\n');
    const missing = missingOption(product, { text, isAsked: context.isAsked });
    if (missing !== undefined) return { kind: 'open', problem: noneSuch(context, product, missing) };
    const said = readVariants(product.variants, text);
    if (said.named.size === 0) return unsaid(context, product, wanted);
    return settle(context, product, narrowed(said, leftOf(context, product)));
  },
  offer: (context) => {
    const product = productOf(context);
    const left = product === undefined ? [] : leftOf(context, product);
    const choices = offered(left, context);
    return choices.length === 0 ? [] : [{ kind: 'choices', choices }];
  },
  words: ({ variantIds: [id] }, context) => {
    const product = productOf(context);
    const variant = product?.variants.find((one) => one.id === id);
    if (product === undefined || variant === undefined) return { '': id ?? '' };
    const options = optionInWords(variant);
    return {
      '': options === '' ? product.title : `${product.title} (${options})`,
      options,
      price: context.texts.money(variant.price),
      stock: stockInWords(variant, context.texts),
    };
  },
};

function noneSuch({ texts, conversation }: SlotContext, { title }: Product, missing: string): string {
  return oneOf(texts.flow.noSuchOption(missing, title), conversation);
}

/** Nothing was said that tells variants apart. */
function unsaid(context: SlotContext, product: Product, wanted: Variant[]): SlotReading<Value> {
  const { texts, conversation, isAsked } = context;
  const [only, ...others] = wanted;
  if (only !== undefined && others.length === 0) return filled(product, only);
  const shown = isAsked ? undefined : justShown(context, wanted);
  if (shown !== undefined) return filled(product, shown);
  // An address or a yes is no version that there could be none of.
  if (!isAsked || isNoVersion(context)) return { kind: 'open' };
  return { kind: 'open', problem: oneOf(texts.flow.whichVariant(product.title), conversation) };
}

/** "Tell me when it is back", after one that is sold out was shown. */
function justShown({ heard, conversation: { soldOutInFocus } }: SlotContext, wanted: Variant[]): Variant | undefined {
  return heard.length === 0 ? undefined : wanted.find(({ id }) => id === soldOutInFocus?.variantId);
}

function isNoVersion({ heard: [newest] }: SlotContext): boolean {
  return newest !== undefined && (newest.slots.emails.length > 0 || startsWithYes(newest.text));
}

/** Another size keeps the colour that was said before, unless there is none such. */
function narrowed({ variants, named }: NamedVariants, left: Variant[]): Variant[] {
  const both = variants.filter(({ id }) => left.some((one) => one.id === id));
  if (both.length > 0) return both;
  const known = knownOptions(left).filter(([option]) => !named.has(option));
  const kept = variants.filter(({ options }) => known.every(([option, value]) => options[option] === value));
  return kept.length > 0 ? kept : variants;
}

function knownOptions(variants: Variant[]): [string, string][] {
  const open = new Set(openOptions(variants).map(({ option }) => option));
  return Object.entries(variants[0]?.options ?? {}).filter(([option]) => !open.has(option));
}

function settle(context: SlotContext, product: Product, fitting: Variant[]): SlotReading<Value> {
  const { texts, conversation } = context;
  const wanted = fitting.filter((variant) => isWanted(context, variant));
  const [only, ...others] = wanted;
  if (only === undefined) return { kind: 'open', problem: refusalOf(context, fitting), isAnswer: true };
  if (others.length === 0) return filled(product, only);
  const [open] = openOptions(wanted);
  return {
    kind: 'partly',
    value: { as: 'variant', productId: product.id, variantIds: wanted.map(({ id }) => id) },
    problem: oneOf(texts.slots.whichOption(texts.slots.optionName(open?.option ?? ''), product.title), conversation),
  };
}

/** Everything that was named is sold out where it is to be had, or to be had where it is to be sold out. */
function refusalOf({ step, texts, conversation }: SlotContext, fitting: Variant[]): string {
  const named = fitting.map(optionInWords).join(texts.comma);
  const said = step.stock === 'sold-out' ? texts.slots.inStock(named) : texts.flow.soldOut(named);
  return oneOf(said, conversation);
}

function filled({ id }: Product, variant: Variant): SlotReading<Value> {
  return { kind: 'filled', value: { as: 'variant', productId: id, variantIds: [variant.id] } };
}

function isWanted({ step }: Pick<SlotContext, 'step'>, { stock }: Variant): boolean {
  if (step.stock === undefined) return true;
  return step.stock === 'in-stock' ? stock > 0 : stock === 0;
}

function wantedOf(context: Pick<SlotContext, 'step'>, { variants }: Product): Variant[] {
  return variants.filter((variant) => isWanted(context, variant));
}

/** Those that earlier answers left open; all of them at first. */
function leftOf(context: SlotContext, product: Product): Variant[] {
  const { partial } = context;
  const ids = partial?.as === 'variant' && partial.productId === product.id ? partial.variantIds : [];
  return wantedOf(context, product).filter(({ id }) => ids.length === 0 || ids.includes(id));
}

function byPlace(context: SlotContext, product: Product): Variant | undefined {
  const { heard, isAsked } = context;
  const [newest] = heard;
  const left = leftOf(context, product);
  return isAsked && newest !== undefined && isListed(left) ? atPlace(left, newest.text) : undefined;
}

/** Quick replies hold eight. */
const MOST_LISTED = 8;

function isListed(left: Variant[]): boolean {
  return left.length <= MOST_LISTED;
}

/** The variants themselves where they are few, with what tells them apart; otherwise the values of the next option. */
function offered(left: Variant[], { step, texts }: SlotContext): { label: string; choice: string }[] {
  const open = openOptions(left);
  const [next] = open;
  if (next === undefined) return [];
  if (!isListed(left)) {
    return next.values.slice(0, MOST_LISTED).map((value) => ({ label: value, choice: choiceFor(step, value) }));
  }
  return left.map((variant) => {
    const apart = open.map(({ option }) => variant.options[option]).filter((value) => value !== undefined);
    return { label: `${apart.join(', ')} · ${texts.money(variant.price)}`, choice: choiceFor(step, variant.id) };
  });
}

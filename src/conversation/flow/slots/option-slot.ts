import { familyNamed } from '../../../recommendation/colour-family.js';
import { optionWords } from '../../../recommendation/option-words.js';
import { isColour } from '../../../recommendation/read-options.js';
import { openOptions, readVariants } from '../../../recommendation/read-variant.js';
import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import { productOf } from './product-slot.js';
import { choiceFor, type SlotContext, type SlotReader, type SlotReading } from './slot-reader.js';

/** A size: one the flow's product comes in, or, where the flow is about no product, any that is written as one. */
export const sizeSlot: SlotReader<ValueOf<'size'>> = {
  read: (context) => toReading(read(context, isSize, sizeIn), (size) => ({ as: 'size', size })),
  offer: (context) => offer(context, isSize),
  words: ({ size }) => ({ '': size }),
};

/** A colour: one the flow's product comes in, by its name or as what it looks like; else any plain colour. */
export const colourSlot: SlotReader<ValueOf<'colour'>> = {
  read: (context) => toReading(read(context, isColour, colourIn), (colour) => ({ as: 'colour', colour })),
  offer: (context) => offer(context, isColour),
  words: ({ colour }) => ({ '': colour }),
};

type IsOption = (option: string) => boolean;
type Said = { kind: 'said'; value: string } | Exclude<SlotReading<never>, { kind: 'filled' }>;

function toReading<Value>(said: Said, toValue: (value: string) => Value): SlotReading<Value> {
  return said.kind === 'said' ? { kind: 'filled', value: toValue(said.value) } : said;
}

function isSize(option: string): boolean {
  return /\bsize$/i.test(option);
}

function read(context: SlotContext, isOption: IsOption, wordIn: (words: string[]) => string | undefined): Said {
  const { heard, isAsked, texts, conversation } = context;
  const text = heard.map((one) => one.text).join('\n');
  const product = productOf(context);
  const option = optionOf(context, isOption);
  if (product === undefined || option === undefined) {
    const value = wordIn(optionWords(text));
    return value === undefined ? { kind: 'open' } : { kind: 'said', value };
  }
  const [first = '', ...others] = option.values;
  if (others.length === 0) return { kind: 'said', value: first };
  const { variants, named } = readVariants(product.variants, text);
  const isNamed = named.has(option.option);
  const values = new Set(isNamed ? variants.map(({ options }) => options[option.option]) : []);
  const [value, ...more] = [...values].filter((one) => one !== undefined);
  const isSaid = value !== undefined;
  if (isSaid && more.length === 0) return { kind: 'said', value };
  if (!isSaid && !isAsked) return { kind: 'open' };
  const problem = isSaid
    ? texts.slots.whichOption(texts.slots.optionName(option.option), product.title)
    : texts.flow.whichVariant(product.title);
  return { kind: 'open', problem: oneOf(problem, conversation) };
}

function offer(context: SlotContext, isOption: IsOption) {
  const values = optionOf(context, isOption)?.values ?? [];
  const choices = values.slice(0, 8).map((value) => ({ label: value, choice: choiceFor(context.step, value) }));
  return choices.length === 0 ? [] : [{ kind: 'choices' as const, choices }];
}

/** The option of the flow's product, with what it comes in. */
function optionOf(context: SlotContext, isOption: IsOption) {
  const product = productOf(context);
  return openOptions(product?.variants ?? []).find(({ option }) => isOption(option));
}

/** Letters, or the numbers of shoes, trousers and children. */
function sizeIn(words: string[]): string | undefined {
  const said = words.find((word) => /^(?:x{0,3}[sl]|m|(?:uk|us)\d{1,2}|[2-9]\d|1\d\d)$/.test(word));
  return said?.toUpperCase();
}

function colourIn(words: string[]): string | undefined {
  return words.find((word) => familyNamed(word) !== undefined);
}

import { whichProduct } from '../../../recommendation/which-product.js';
import type { Product } from '../../../shop/shop.js';
import { oneOf } from '../../replies/one-of.js';
import { type SlotValues, slotOf, type ValueOf } from '../slot-value.js';
import { atPlace } from './at-place.js';
import { choiceFor, pressed, type SlotContext, type SlotReader, type SlotReading } from './slot-reader.js';

type Value = ValueOf<'product'>;
type Products = Pick<SlotContext, 'product'>;

/** A product of the shop: by what it is called, mistyped or not, or the one being talked about. */
export const productSlot: SlotReader<Value> = {
  read: (context) => {
    const { conversation, heard, isAsked, texts } = context;
    const offered = offeredIn(context);
    const chosen = offered.find(({ id }) => id === pressed(context)) ?? byPlace(context, offered);
    if (chosen !== undefined) return filled(chosen);
    const named = heard.length === 0 ? ({ kind: 'none' } as const) : whichProduct(context.facts.products);
    if (named.kind === 'one') return filled(named.found.product);
    if (named.kind === 'several' || named.kind === 'alike') {
      const productIds = named.found.map(({ product }) => product.id);
      return {
        kind: 'partly',
        value: { as: 'product', productIds },
        problem: oneOf(named.kind === 'alike' ? texts.slots.alikeProduct : texts.slots.whichProduct, conversation),
      };
    }
    if (isAsked) return { kind: 'open', problem: oneOf(texts.productNotFound, conversation) };
    const focus = heard.length === 0 || offered.length > 0 ? undefined : conversation.productInFocus;
    const product = focus && context.product(focus);
    return product === undefined ? { kind: 'open' } : filled(product);
  },
  offer: (context) => {
    const choices = offeredIn(context)
      .slice(0, 8)
      .map(({ id, title }) => ({ label: title, choice: choiceFor(context.step, id) }));
    return choices.length === 0 ? [] : [{ kind: 'choices', choices }];
  },
  words: ({ productIds }, { product }) => {
    const [id = ''] = productIds;
    const known = productIds.map((one) => product(one))[0];
    return { '': known?.title ?? id, category: known?.category ?? '' };
  },
};

/** The product that a flow asked for, or else the one being talked about. */
export function productOf({ slots, conversation, product }: ProductContext): Product | undefined {
  const id = Object.keys(slots).flatMap((name) => slotOf(slots, name, 'product')?.productIds ?? [])[0];
  const meant = id ?? conversation.productInFocus;
  return meant === undefined ? undefined : product(meant);
}

type ProductContext = Products & { slots: SlotValues } & Pick<SlotContext, 'conversation'>;

function filled({ id }: Product): SlotReading<Value> {
  return { kind: 'filled', value: { as: 'product', productIds: [id] } };
}

/** Those that an earlier answer could mean. */
function offeredIn({ partial, product }: SlotContext): Product[] {
  const ids = partial?.as === 'product' ? partial.productIds : [];
  return ids.map((id) => product(id)).filter((one) => one !== undefined);
}

function byPlace({ heard: [newest], isAsked }: SlotContext, offered: Product[]): Product | undefined {
  return isAsked && newest !== undefined ? atPlace(offered, newest.text) : undefined;
}

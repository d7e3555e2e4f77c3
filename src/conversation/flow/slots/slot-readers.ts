import type { SlotKind } from '../flow.js';
import type { SlotValue } from '../slot-value.js';
import { addressSlot } from './address-slot.js';
import { amountSlot } from './amount-slot.js';
import { cancelReasonSlot } from './cancel-reason-slot.js';
import { companySlot } from './company-slot.js';
import { dateSlot } from './date-slot.js';
import { emailSlot } from './email-slot.js';
import { itemsSlot } from './items-slot.js';
import { methodSlot } from './method-slot.js';
import { noticeAddressSlot } from './notice-address-slot.js';
import { colourSlot, sizeSlot } from './option-slot.js';
import { orderSlot } from './order-slot.js';
import { phoneSlot } from './phone-slot.js';
import { productSlot } from './product-slot.js';
import { remedySlot } from './remedy-slot.js';
import type { SlotContext, SlotReader, SlotReading } from './slot-reader.js';
import { textSlot } from './text-slot.js';
import { variantSlot } from './variant-slot.js';
import { variantsSlot } from './variants-slot.js';
import { voucherSlot } from './voucher-slot.js';

const READERS = {
  order: orderSlot,
  'cancel-reason': cancelReasonSlot,
  items: itemsSlot,
  variants: variantsSlot,
  method: methodSlot,
  address: addressSlot,
  voucher: voucherSlot,
  'notice-address': noticeAddressSlot,
  product: productSlot,
  variant: variantSlot,
  size: sizeSlot,
  colour: colourSlot,
  remedy: remedySlot,
  phone: phoneSlot,
  email: emailSlot,
  date: dateSlot,
  amount: amountSlot,
  company: companySlot,
  text: textSlot,
} satisfies { [Kind in SlotKind]: SlotReader<Extract<SlotValue, { as: Kind }>> };

/** Kinds whose slots are about what another slot of the flow holds, and mean nothing once that is another. */
export const DEPENDS_ON: Partial<Record<SlotKind, SlotKind[]>> = {
  items: ['order'],
  variants: ['order', 'items'],
  method: ['order'],
  variant: ['product'],
  size: ['product'],
  colour: ['product'],
  remedy: ['order', 'items'],
};

/** What `{slot}` and `{slot.x}` can stand for: '' and x. */
export const WORDS_OF: Record<SlotKind, readonly string[]> = {
  order: ['', 'items', 'total', 'status', 'facts'],
  'cancel-reason': [''],
  items: [''],
  variants: ['', 'difference'],
  method: [''],
  address: [''],
  voucher: ['', 'verdict', 'off'],
  'notice-address': [''],
  product: ['', 'category'],
  variant: ['', 'options', 'price', 'stock'],
  size: [''],
  colour: [''],
  remedy: ['', 'why'],
  phone: [''],
  email: [''],
  date: [''],
  amount: [''],
  company: [''],
  text: [''],
};

export function readSlot(context: SlotContext): SlotReading<SlotValue> {
  return READERS[context.step.as].read(context);
}

/** Where there is nothing to choose from, nothing is offered. */
export function offerFor(context: SlotContext): ReturnType<SlotReader<SlotValue>['offer']> {
  return READERS[context.step.as]
    .offer(context)
    .filter((block) => block.kind !== 'choices' || block.choices.length > 0);
}

type Saying = Parameters<SlotReader<SlotValue>['words']>[1];

/** Every way a value can be put into a sentence. */
export function wordsOf(value: SlotValue, context: Saying): Record<string, string> {
  switch (value.as) {
    case 'order':
      return orderSlot.words(value, context);
    case 'cancel-reason':
      return cancelReasonSlot.words(value, context);
    case 'items':
      return itemsSlot.words(value, context);
    case 'variants':
      return variantsSlot.words(value, context);
    case 'method':
      return methodSlot.words(value, context);
    case 'address':
      return addressSlot.words(value, context);
    case 'voucher':
      return voucherSlot.words(value, context);
    case 'notice-address':
      return noticeAddressSlot.words(value, context);
    case 'product':
      return productSlot.words(value, context);
    case 'variant':
      return variantSlot.words(value, context);
    case 'size':
      return sizeSlot.words(value, context);
    case 'colour':
      return colourSlot.words(value, context);
    case 'remedy':
      return remedySlot.words(value, context);
    case 'phone':
      return phoneSlot.words(value, context);
    case 'email':
      return emailSlot.words(value, context);
    case 'date':
      return dateSlot.words(value, context);
    case 'amount':
      return amountSlot.words(value, context);
    case 'company':
      return companySlot.words(value, context);
    case 'text':
      return textSlot.words(value, context);
  }
}

import { z } from 'zod';
import { orderIdSchema, productIdSchema, variantIdSchema } from '../../protocol/ids.js';
import { refusalSchema } from '../../shop/actions/shop-action.js';
import { remedyKindSchema, troubleSchema } from '../../shop/compensation-policy.js';
import { addressSchema, partSchema, swapSchema } from '../../shop/shop.js';
import type { SlotKind } from './flow.js';

/** What was asked for and is known now, by the kind of its slot. */
export const slotValueSchema = z.discriminatedUnion('as', [
  z.object({ as: z.literal('order'), orderId: orderIdSchema }),
  /** Undefined: this shop asks for none. */
  z.object({ as: z.literal('cancel-reason'), reason: z.string().optional() }),
  z.object({ as: z.literal('items'), parts: z.array(partSchema).min(1) }),
  z.object({ as: z.literal('variants'), swaps: z.array(swapSchema).min(1) }),
  z.object({ as: z.literal('method'), methodId: z.string() }),
  /** Of both: one, once it is known; those that fit, while it is asked which. */
  z.object({ as: z.literal('product'), productIds: z.array(productIdSchema).min(1) }),
  z.object({ as: z.literal('variant'), productId: productIdSchema, variantIds: z.array(variantIdSchema).min(1) }),
  z.object({ as: z.literal('size'), size: z.string() }),
  z.object({ as: z.literal('colour'), colour: z.string() }),
  z.object({ as: z.literal('address'), address: addressSchema }),
  z.object({ as: z.literal('voucher'), code: z.string() }),
  /** `isOnFile`: nobody has written it here. */
  z.object({ as: z.literal('notice-address'), email: z.string(), isOnFile: z.literal(true).optional() }),
  /** `none`: nothing may be given, and `why` tells what stands against it. */
  z.object({
    as: z.literal('remedy'),
    trouble: troubleSchema,
    kind: z.enum([...remedyKindSchema.options, 'none']),
    amount: z.number().int().min(0),
    why: refusalSchema.optional(),
  }),
  /** As E.164 has it: + and digits. */
  z.object({ as: z.literal('phone'), e164: z.string() }),
  z.object({ as: z.literal('email'), email: z.string() }),
  /** ISO 8601 days, both included; one day is twice the same. */
  z.object({ as: z.literal('date'), from: z.iso.date(), to: z.iso.date() }),
  /** In minor units of the shop's currency. */
  z.object({ as: z.literal('amount'), amount: z.number().int() }),
  z.object({ as: z.literal('company'), text: z.string() }),
  z.object({ as: z.literal('text'), text: z.string() }),
]);

export type SlotValue = z.infer<typeof slotValueSchema>;
export type ValueOf<Kind extends SlotKind> = Extract<SlotValue, { as: Kind }>;

/** By the name of the slot. */
export type SlotValues = Readonly<Record<string, SlotValue>>;

/** The value of a slot, if it is there and of this kind. */
export function slotOf<Kind extends SlotKind>(slots: SlotValues, name: string, as: Kind): ValueOf<Kind> | undefined {
  const value = slots[name];
  return value !== undefined && isOf(value, as) ? value : undefined;
}

function isOf<Kind extends SlotKind>(value: SlotValue, as: Kind): value is ValueOf<Kind> {
  return value.as === as;
}

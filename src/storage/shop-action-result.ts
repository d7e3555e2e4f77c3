import { z } from 'zod';
import { orderSchema } from '../shop/shop.js';

/** A `ShopActionResult` as it is stored. */
export const shopActionResultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cancelled'),
    order: orderSchema,
    refunds: z.array(z.object({ methodLabel: z.string(), amount: z.number(), instant: z.boolean() })),
  }),
  z.object({
    kind: z.literal('refused'),
    reason: z.enum(['not-found', 'not-pending', 'reason-not-accepted']),
    order: orderSchema.exactOptional(),
  }),
]);

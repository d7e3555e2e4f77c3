import { z } from 'zod';
import { actionKinds, movementSchema, refusalSchema, stockMoveSchema } from '../shop/actions/shop-action.js';
import { methodKindSchema } from '../shop/refund-days.js';
import { addressSchema, type Order, orderSchema, paymentMethodSchema } from '../shop/shop.js';

const doneSchema = z.object({
  kind: z.literal('done'),
  action: z.enum(actionKinds),
  order: orderSchema.exactOptional(),
  ownAddress: addressSchema.exactOptional(),
  newMethod: paymentMethodSchema.exactOptional(),
  ownPhone: z.string().exactOptional(),
  movements: z.array(movementSchema.extend({ methodLabel: z.string(), methodKind: methodKindSchema.exactOptional() })),
  stock: z.array(stockMoveSchema),
});

const refusedSchema = z.object({
  kind: z.literal('refused'),
  reason: refusalSchema,
  order: orderSchema.exactOptional(),
});

/** What was kept when cancelling was the only action. */
const cancelledSchema = z
  .object({
    kind: z.literal('cancelled'),
    order: orderSchema,
    refunds: z.array(z.object({ methodLabel: z.string(), amount: z.number(), instant: z.boolean() })),
  })
  .transform(({ order, refunds }): z.infer<typeof doneSchema> => {
    const made = refundsOf(order);
    const movements = refunds.map((told, index) => ({
      kind: 'refund' as const,
      methodId: made[index]?.methodId ?? '',
      ...told,
    }));
    const stock = order.items.map(({ productId, variantId, quantity }) => ({ productId, variantId, units: quantity }));
    return { kind: 'done', action: 'cancel-order', order, movements, stock };
  });

/** A `ShopActionResult` as it is stored. */
export const shopActionResultSchema = z.union([doneSchema, refusedSchema, cancelledSchema]);

/** Those of the cancellation: they bear its moment. */
function refundsOf({ cancelledAt, payments }: Order): Order['payments'] {
  return payments.filter(({ kind, at }) => kind === 'refund' && at === cancelledAt);
}

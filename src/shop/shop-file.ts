import { z } from 'zod';
import { customerSchema, orderSchema, policyPageSchema, productSchema, shopSchema } from './shop.js';

/** The document of `--shop`: documented field by field in shop.ts. */
export const shopFileSchema = z.object({
  shop: shopSchema,
  products: z.array(productSchema),
  customers: z.array(customerSchema),
  orders: z.array(orderSchema),
  policies: z.array(policyPageSchema),
});

export type ShopFile = z.infer<typeof shopFileSchema>;

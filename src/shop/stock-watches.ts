import { z } from 'zod';
import { customerIdSchema, productIdSchema, type ShopId, variantIdSchema } from '../protocol/ids.js';

/** Somebody who is to be told, once, when a variant that is sold out can be had again. */
export const stockWatchSchema = z.object({
  /** Key of the request: the same one twice is one. */
  id: z.string(),
  productId: productIdSchema,
  variantId: variantIdSchema,
  email: z.string(),
  /** Of the notice; BCP 47. */
  language: z.string(),
  conversationId: z.string(),
  customerId: customerIdSchema.optional(),
});

export type StockWatch = z.infer<typeof stockWatchSchema>;

export type WatchedVariant = Pick<StockWatch, 'productId' | 'variantId'>;

/** Port: who waits for what. One contract suite runs against every adapter. */
export type StockWatches = {
  /** Durable when it resolves. An address waits for a variant once, however often it is asked for. */
  add(shopId: ShopId, watch: StockWatch): Promise<void>;
  /** Every variant that somebody waits for. */
  watched(shopId: ShopId): Promise<WatchedVariant[]>;
  /** Who waits for a variant, in the order they asked. */
  waitingFor(shopId: ShopId, variant: WatchedVariant): Promise<StockWatch[]>;
  /** Undefined when it is not there, or waits no longer. */
  find(shopId: ShopId, id: string): Promise<StockWatch | undefined>;
  /** The notice is sent: nobody is told again, and the address is kept no longer. */
  close(shopId: ShopId, id: string): Promise<void>;
  /** Takes back what was asked for in a conversation, or by a customer anywhere; how many it were. */
  withdraw(shopId: ShopId, whose: Pick<StockWatch, 'conversationId' | 'customerId'>): Promise<number>;
};

import { z } from 'zod';
import type { ShopId } from '../protocol/ids.js';

/** An address for the newsletter. Until whoever reads its mail has said yes, it is on no list. */
export const subscriptionSchema = z.object({
  /** Key of the request that it stands for. */
  id: z.string(),
  email: z.string(),
  /** In which it was asked for; BCP 47. */
  language: z.string(),
  /** Milliseconds since the epoch, as all times here. */
  askedAt: z.number().int(),
  confirmedAt: z.number().int().optional(),
});

export type Subscription = z.infer<typeof subscriptionSchema>;
export type SubscriptionRequest = Omit<Subscription, 'confirmedAt'>;

/** How long one request stands: meanwhile nobody can have the same address written to once more. */
export const SUBSCRIPTION_STANDS_MS = 3600_000;
/** How long it may be confirmed. What never was is kept no longer. */
export const SUBSCRIPTION_CONFIRM_MS = 7 * 24 * 3600_000;

/** Port: who wants the newsletter. One contract suite runs against every adapter. */
export type Subscriptions = {
  /**
   * Resolves with what there is of the address now: a confirmed subscription, a request that still stands, or this one, which
   * takes the place of an older one. Durable when it resolves; requests of others that ended are gone.
   */
  ask(shopId: ShopId, request: SubscriptionRequest): Promise<Subscription>;
  /** Undefined when it was replaced or removed. */
  find(shopId: ShopId, id: string): Promise<Subscription | undefined>;
  /** Bears repetition. False when it is gone, or was asked for too long ago. */
  confirm(shopId: ShopId, id: string, at: number): Promise<boolean>;
  /** Nothing of the address is kept, whether it was confirmed or not. */
  remove(shopId: ShopId, email: string): Promise<void>;
  /** In the order they confirmed. */
  confirmed(shopId: ShopId): Promise<Subscription[]>;
};

/** Whether it can be confirmed no longer. */
export function isOver({ askedAt, confirmedAt }: Subscription, at: number): boolean {
  return confirmedAt === undefined && at - askedAt >= SUBSCRIPTION_CONFIRM_MS;
}

import type { ShopId, VisitorId } from '../protocol/ids.js';

/** Port: the visitors who may not write any more. What was blocked stays so in every process and after a restart. */
export type BlockList = {
  /** Asked before every message, so it must be cheap. */
  isBlocked(shopId: ShopId, visitorId: VisitorId): Promise<boolean>;
  /** Blocking somebody again changes nothing. */
  block(shopId: ShopId, visitorId: VisitorId, at: number): Promise<void>;
  /** Does nothing where nobody is blocked. */
  unblock(shopId: ShopId, visitorId: VisitorId): Promise<void>;
};

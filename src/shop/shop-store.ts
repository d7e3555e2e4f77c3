import type { CustomerId, ProductId, ShopId } from '../protocol/ids.js';
import type { Changes, Movement, OrderAction, Refusal, ShopAction } from './actions/shop-action.js';
import type { MethodKind } from './refund-days.js';
import type { Customer, Order, PolicyPage, Product, Shop } from './shop.js';
import type { ShopFile } from './shop-file.js';

/** What was done to orders in the chat and a new shop file does not show. */
export type ActionsMet = {
  /** The order stands in the file as before; what was done stays done. */
  kept: number;
  /** The order has gone on in the file: the file counts. */
  overruled: number;
};

/**
 * Port: what the shop knows. Reads answer `undefined` for what is not there; nothing here checks who asks
 * (access/ does). One contract suite runs against every adapter.
 */
export type ShopStore = {
  /**
   * Replaces everything of `file.shop.id` in one transaction; all or nothing. What the order desk did and the
   * file does not know of stays done, as `keepActions` says.
   * @param digest names the content, so that the same content is known again
   */
  importShop(file: ShopFile, digest?: string): Promise<ActionsMet>;
  /** The digest this shop was last imported with. */
  importedDigest(shopId: ShopId): Promise<string | undefined>;
  shop(shopId: ShopId): Promise<Shop | undefined>;
  /** The same array until any of them changes. */
  products(shopId: ShopId): Promise<Product[]>;
  product(shopId: ShopId, productId: ProductId): Promise<Product | undefined>;
  customer(shopId: ShopId, customerId: CustomerId): Promise<Customer | undefined>;
  /** E-mail addresses are compared trimmed and without case. */
  customerByEmail(shopId: ShopId, email: string): Promise<Customer | undefined>;
  /** First and last name without case; postcode without case and spaces. Several people may share both. */
  customersByNameAndPostcode(shopId: ShopId, fullName: string, postcode: string): Promise<Customer[]>;
  /** Newest first; orders without `placedAt` last, by id. */
  ordersOf(shopId: ShopId, customerId: CustomerId): Promise<Order[]>;
  /** Order numbers are compared by their letters and digits, without case. */
  order(shopId: ShopId, orderId: string): Promise<Order | undefined>;
  policies(shopId: ShopId): Promise<PolicyPage[]>;
};

/** What came of an action, as it is kept under its key. */
export type ShopActionResult =
  /** `order`: as it is now, where the action is about one. */
  | ({ kind: 'done'; action: ShopAction['kind'] } & Omit<Changes, 'movements'> & { movements: MovementTold[] })
  | { kind: 'refused'; reason: Refusal; order?: Order };

/** `methodKind`: undefined for a method that the customer no longer keeps with the shop. */
export type MovementTold = Movement & { methodLabel: string; methodKind?: MethodKind };

/**
 * Port: writes. Each carries an idempotency key: the same key always gives the first result, also after a crash,
 * because the result is kept in the transaction that changes the order, the gift cards and the stock it touches.
 */
export type OrderDesk = {
  perform(shopId: ShopId, key: string, action: OrderAction, at: number): Promise<ShopActionResult>;
  /** The result an earlier `perform` with this key had, if it came to one. */
  resultOf(shopId: ShopId, key: string): Promise<ShopActionResult | undefined>;
};

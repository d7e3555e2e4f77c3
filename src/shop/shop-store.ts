import type { CustomerId, OrderId, ProductId, ShopId } from '../protocol/ids.js';
import type { Customer, Order, PolicyPage, Product, Shop } from './shop.js';
import type { ShopFile } from './shop-file.js';

/** Orders cancelled in the chat that a shop file has another status for. */
export type CancellationsMet = {
  /** Still pending in the file; cancelled all the same. */
  kept: number;
  /** Neither pending nor cancelled there: the file counts. */
  overruled: number;
};

/**
 * Port: what the shop knows. Reads answer `undefined` for what is not there; nothing here checks who asks
 * (access/ does). One contract suite runs against every adapter.
 */
export type ShopStore = {
  /**
   * Replaces everything of `file.shop.id` in one transaction; all or nothing. What the order desk cancelled and the
   * file does not know of stays cancelled, as `keepCancellations` says.
   * @param digest names the content, so that the same content is known again
   */
  importShop(file: ShopFile, digest?: string): Promise<CancellationsMet>;
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

export type CancelOrder = {
  kind: 'cancel-order';
  customerId: CustomerId;
  orderId: OrderId;
  reason?: string | undefined;
};

/** A write the bot may ask of the shop. Later issues add kinds. */
export type ShopAction = CancelOrder;

export type ShopActionResult =
  /** `instant`: the money is there already, as one can see in the customer's balance. */
  | { kind: 'cancelled'; order: Order; refunds: { methodLabel: string; amount: number; instant: boolean }[] }
  | { kind: 'refused'; reason: 'not-found' | 'not-pending' | 'reason-not-accepted'; order?: Order };

/**
 * Port: writes. Each carries an idempotency key: the same key always gives the first result, also after a crash,
 * because the result is kept in the transaction that changes the order, the gift cards it is refunded to and the stock
 * its items go back to.
 */
export type OrderDesk = {
  perform(shopId: ShopId, key: string, action: ShopAction, at: number): Promise<ShopActionResult>;
  /** The result an earlier `perform` with this key had, if it came to one. */
  resultOf(shopId: ShopId, key: string): Promise<ShopActionResult | undefined>;
};

import type { Customer, Order, OrderStatus, Product } from '../shop.js';
import { DEMO_DELIVERY } from './delivery.js';

/** An order before it has a number. */
export type OrderDraft = {
  customer: Customer;
  status: OrderStatus;
  placedAt: number;
  items: Order['items'];
  /** The carrier has missed the promised day. */
  late?: boolean;
};

/** @throws RangeError when the product has no such variant */
export function itemOf(product: Product, variantId: string, quantity: number): Order['items'][number] {
  const variant = product.variants.find(({ id }) => id === variantId);
  if (variant === undefined) throw new RangeError(`${product.id} has no variant ${variantId}`);
  return {
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    options: variant.options,
    quantity,
    price: variant.price,
  };
}

export function shippingOf(items: Order['items'], express: boolean): number {
  if (express) return DEMO_DELIVERY.express;
  const goods = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return goods >= DEMO_DELIVERY.freeFrom ? 0 : DEMO_DELIVERY.standard;
}

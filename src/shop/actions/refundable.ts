import type { Order, Part } from '../shop.js';

/**
 * What these parts cost the customer: their prices, less their share of what codes took off the items. In minor units,
 * part of a cent of the share is left to the customer.
 */
export function refundable({ items, discounts }: Pick<Order, 'items' | 'discounts'>, parts: readonly Part[]): number {
  const whole = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const chosen = parts.reduce((sum, { line, quantity }) => sum + (items[line]?.price ?? 0) * quantity, 0);
  const off = discounts.filter(({ on }) => on === 'items').reduce((sum, { amount }) => sum + amount, 0);
  return whole === 0 ? 0 : chosen - Math.floor((off * chosen) / whole);
}

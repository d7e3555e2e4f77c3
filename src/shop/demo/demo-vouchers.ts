import type { Order } from '../shop.js';
import { type Voucher, voucherSchema } from '../voucher.js';
import { SIGNED_IN_CUSTOMER_ID } from './draw-customers.js';

const DAY_MS = 86_400_000;

/** Codes of the demo shop, as its page on vouchers has them: one of each kind, one run out, one used, one a customer's own. */
export function demoVouchers({ orders, now }: { orders: readonly Order[]; now: number }): Voucher[] {
  const own = orders.filter(({ customerId }) => customerId === SIGNED_IN_CUSTOMER_ID);
  const first = own.reduce<Order | undefined>(
    (oldest, order) => (oldest === undefined || (order.placedAt ?? '') < (oldest.placedAt ?? '') ? order : oldest),
    undefined,
  );
  const usedBy = first === undefined ? [] : [{ customerId: SIGNED_IN_CUSTOMER_ID, orderId: first.id }];
  return [
    { code: 'WELCOME10', kind: 'percent', value: 10, minimum: 5000, onReduced: false, oncePerCustomer: true, usedBy },
    { code: 'JACKET20', kind: 'amount', value: 2000, categories: ['Jackets'], validTo: endOfDay(now + 30 * DAY_MS) },
    { code: 'AUTUMN15', kind: 'percent', value: 15, validTo: endOfDay(now - 9 * DAY_MS) },
    { code: 'FREEPOST', kind: 'free-shipping', validTo: endOfDay(now + 30 * DAY_MS) },
    { code: 'SORRY-5', kind: 'amount', value: 500, customerId: SIGNED_IN_CUSTOMER_ID },
  ].map((voucher) => voucherSchema.parse(voucher));
}

/** Early enough to be the same day in the shop's time zone. */
function endOfDay(at: number): string {
  return `${new Date(at).toISOString().slice(0, 10)}T21:59:59.000Z`;
}

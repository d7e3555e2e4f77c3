import type { Customer, Order, Product } from './shop.js';
import { type Voucher, voucherKey } from './voucher.js';

/** Who would use a code, and on which order. */
export type VoucherUse = {
  customer: Customer | undefined;
  /** Undefined: none yet, so that only what holds for every order is judged. */
  order: Order | undefined;
  /** The customer's orders, which show what was used before. */
  orders: readonly Order[];
  product(productId: Product['id']): Product | undefined;
  vouchers: readonly Voucher[];
  /** Milliseconds since the epoch. */
  at: number;
};

export type VoucherVerdict =
  | { kind: 'good'; on: 'items' | 'shipping'; amount: number }
  /** Nothing is known of the order: it stands as long as the voucher's own terms are met. */
  | { kind: 'open' }
  | { kind: 'not-yet'; from: string }
  | { kind: 'expired'; to: string }
  /** `orderId`: of the same customer. */
  | { kind: 'used'; orderId: string | undefined }
  | { kind: 'alone'; beside: string }
  | { kind: 'other-items' }
  | { kind: 'too-little'; minimum: number; sum: number }
  | { kind: 'nothing-off' };

/** Whether a code holds, and what it takes off; else exactly what stands against it. Pure, money in minor units. */
export function judgeVoucher(voucher: Voucher, use: VoucherUse): VoucherVerdict {
  const { validFrom, validTo } = voucher;
  if (validFrom !== undefined && use.at < Date.parse(validFrom)) return { kind: 'not-yet', from: validFrom };
  if (validTo !== undefined && use.at > Date.parse(validTo)) return { kind: 'expired', to: validTo };
  const used = usedBefore(voucher, use);
  if (used !== undefined) return { kind: 'used', orderId: used.orderId };
  return use.order === undefined ? { kind: 'open' } : judgeOrder(voucher, use, use.order);
}

function judgeOrder(voucher: Voucher, use: VoucherUse, order: Order): VoucherVerdict {
  const beside = order.discounts.find(({ code }) => !mayStandBeside(voucher, code, use));
  if (beside !== undefined) return { kind: 'alone', beside: beside.code };
  const items = order.items.filter((item) => holdsFor(voucher, item, use.product(item.productId)));
  if (items.length === 0) return { kind: 'other-items' };
  const sum = items.reduce((total, { price, quantity }) => total + price * quantity, 0);
  const { minimum = 0 } = voucher;
  if (sum < minimum) return { kind: 'too-little', minimum, sum };
  const on = voucher.kind === 'free-shipping' ? 'shipping' : 'items';
  const amount = Math.min(amountOff(voucher, sum, order), leftOf(order, on));
  return amount === 0 ? { kind: 'nothing-off' } : { kind: 'good', on, amount };
}

/** Once per customer; a code of one person's own counts once as well. What a cancelled order used is free again. */
function usedBefore(voucher: Voucher, { customer, orders, order }: VoucherUse): { orderId?: string } | undefined {
  const isSame = (code: string) => voucherKey(code) === voucherKey(voucher.code);
  const uses = ({ id, status, discounts }: Order) =>
    (status !== 'cancelled' || id === order?.id) && discounts.some(({ code }) => isSame(code));
  if (order !== undefined && uses(order)) return { orderId: order.id };
  if (customer === undefined || !(voucher.oncePerCustomer || voucher.customerId !== undefined)) return undefined;
  const earlier = orders.find(uses);
  if (earlier !== undefined) return { orderId: earlier.id };
  const told = voucher.usedBy.find(({ customerId }) => customerId === customer.id);
  return told === undefined ? undefined : { ...(told.orderId !== undefined && { orderId: told.orderId }) };
}

function mayStandBeside(voucher: Voucher, code: string, { vouchers }: VoucherUse): boolean {
  const other = vouchers.find((one) => voucherKey(one.code) === voucherKey(code));
  return voucher.combines && other?.combines === true;
}

function holdsFor(
  { products, categories, onReduced }: Voucher,
  { productId, variantId }: Order['items'][number],
  product: Product | undefined,
): boolean {
  const isReduced = product?.variants.find(({ id }) => id === variantId)?.was !== undefined;
  if (isReduced && !onReduced) return false;
  if (products === undefined && categories === undefined) return true;
  const isOfCategory = categories?.some((category) => category === product?.category) === true;
  return isOfCategory || products?.some((id) => id === productId) === true;
}

/** Part of a cent is the shop's: rounded down. */
function amountOff(voucher: Voucher, sum: number, { shipping }: Order): number {
  switch (voucher.kind) {
    case 'percent':
      return Math.floor((sum * voucher.value) / 100);
    case 'amount':
      return voucher.value;
    case 'free-shipping':
      return shipping;
  }
}

/** What other codes have left of it. */
function leftOf({ items, shipping, discounts }: Order, on: 'items' | 'shipping'): number {
  const whole = on === 'shipping' ? shipping : items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return discounts.filter((one) => one.on === on).reduce((left, { amount }) => left - amount, whole);
}

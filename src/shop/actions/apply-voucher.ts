import { judgeVoucher, type VoucherVerdict } from '../judge-voucher.js';
import type { Order } from '../shop.js';
import { voucherKey, vouchersOpenTo } from '../voucher.js';
import { moveMoney, paidByMethod, type Sum } from './move-money.js';
import { pendingOrder, refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided, Refusal } from './shop-action.js';

/** A code that was forgotten when the order was placed: what it takes off goes back to how the order was paid. */
export function applyVoucher({ code }: ActionOf<'apply-voucher'>, facts: ActionFacts): Decided {
  if (!facts.policy.vouchers.afterOrder) return refused('voucher-too-late');
  const own = pendingOrder(facts);
  if (own.kind === 'refused') return own;
  const { order, customer } = own;
  const open = vouchersOpenTo(facts.vouchers, customer.id);
  const voucher = open.find((one) => voucherKey(one.code) === voucherKey(code));
  if (voucher === undefined) return refused('voucher-unknown');
  const verdict = judgeVoucher(voucher, { ...facts, order, customer });
  if (verdict.kind !== 'good') return refused(REFUSALS[verdict.kind]);
  const { amount, on } = verdict;
  const moved = moveMoney(refundsOf(order, amount), { customer, order, at: facts.at });
  if (moved.kind === 'refused') return moved;
  const discount = { code: voucher.code, amount, on, at: new Date(facts.at).toISOString() };
  const changed: Order = {
    ...order,
    discounts: [...order.discounts, discount],
    total: order.total - amount,
    payments: moved.payments,
  };
  return { kind: 'done', order: changed, movements: moved.movements, stock: [] };
}

const REFUSALS: Record<Exclude<VoucherVerdict['kind'], 'good'>, Refusal> = {
  open: 'not-found',
  'not-yet': 'voucher-not-yet',
  expired: 'voucher-expired',
  used: 'voucher-used',
  alone: 'voucher-alone',
  'other-items': 'voucher-other-items',
  'too-little': 'voucher-too-little',
  'nothing-off': 'voucher-nothing-off',
};

/** What was paid beyond the new total; what is not paid yet is simply less. */
function refundsOf(order: Order, amount: number): Sum[] {
  const paid = [...paidByMethod(order)].filter(([, sum]) => sum > 0);
  let left = Math.max(0, paid.reduce((sum, [, one]) => sum + one, 0) - (order.total - amount));
  return paid.map(([methodId, sum]) => {
    const back = Math.min(sum, left);
    left -= back;
    return { kind: 'refund' as const, methodId, amount: back };
  });
}

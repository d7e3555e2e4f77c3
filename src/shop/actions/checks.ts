import type { Refusal, ShopAction } from './shop-action.js';

const PENDING = ['not-found', 'not-pending', 'already-changed'] as const;
const DELIVERED = ['not-found', 'not-delivered', 'too-late'] as const;
const SWAPS = ['nothing-chosen', 'unknown-item', 'same-variant', 'other-product', 'not-available'] as const;

/** All that an action can be refused for, in the order in which it is looked at; for people who want to know beforehand. */
export const CHECKS: Record<ShopAction['kind'], readonly Refusal[]> = {
  'cancel-order': [...PENDING, 'reason-not-accepted'],
  'change-items': [...PENDING, 'unknown-method', ...SWAPS, 'balance-too-low'],
  'change-address': PENDING,
  'change-payment': [...PENDING, 'unknown-method', 'same-method', 'balance-too-low'],
  'apply-voucher': [
    'voucher-too-late',
    ...PENDING,
    'voucher-unknown',
    'voucher-not-yet',
    'voucher-expired',
    'voucher-used',
    'voucher-alone',
    'voucher-other-items',
    'voucher-too-little',
    'voucher-nothing-off',
  ],
  'return-items': [...DELIVERED, 'nothing-chosen', 'unknown-item', 'already-compensated', 'method-not-allowed'],
  'exchange-items': [...DELIVERED, 'unknown-method', 'already-compensated', ...SWAPS, 'balance-too-low'],
  compensate: [
    'not-found',
    'not-compensated',
    'not-late',
    'not-arrived',
    'unknown-item',
    'reported-late',
    'already-compensated',
    'compensation-limit',
    'terms-changed',
  ],
  'change-own-address': ['not-found'],
  'change-own-phone': ['not-found'],
  'watch-stock': ['too-many-addresses'],
  'withdraw-watch': [],
  subscribe: ['too-many-addresses'],
  unsubscribe: ['too-many-addresses'],
};

import { type Voucher, voucherSchema } from '../../src/shop/voucher.js';

/** Ten per cent off everything, unless said otherwise. */
export function aVoucher(changes: object = {}): Voucher {
  return voucherSchema.parse({ code: 'QUAY10', kind: 'percent', value: 10, ...changes });
}

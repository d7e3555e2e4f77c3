/** The codes of the transcripts' shop: one for each thing that can stand against one. */
export const wardrobeVouchers = [
  { code: 'QUAY10', kind: 'percent', value: 10, validTo: '2026-12-31T22:59:59Z', combines: true },
  { code: 'TENOFF', kind: 'amount', value: 1000, minimum: 5000 },
  { code: 'SUMMER25', kind: 'percent', value: 25, validTo: '2026-08-31T21:59:59Z' },
  { code: 'XMAS15', kind: 'percent', value: 15, validFrom: '2026-12-01T00:00:00Z' },
  { code: 'BIG200', kind: 'amount', value: 2000, minimum: 20000 },
  { code: 'BOTTLE5', kind: 'amount', value: 500, categories: ['Bottles'] },
  { code: 'HATS20', kind: 'percent', value: 20, categories: ['Hats'] },
  {
    code: 'WELCOME',
    kind: 'percent',
    value: 10,
    oncePerCustomer: true,
    usedBy: [{ customerId: 'customer-1', orderId: 'TS-1004' }],
  },
  { code: 'JONAS-50', kind: 'percent', value: 50, customerId: 'customer-2' },
  { code: 'FREESHIP', kind: 'free-shipping' },
];

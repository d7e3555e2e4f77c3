import { z } from 'zod';
import { customerIdSchema, orderIdSchema, productIdSchema } from '../protocol/ids.js';

const minorUnits = z.number().int().min(0);
const instant = z.iso.datetime({ offset: true });

const terms = {
  /** As it is printed; letters count without case, and hyphens and spaces not at all. */
  code: z
    .string()
    .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} -]{0,30}[\p{L}\p{N}])?$/u, 'Expected letters, digits and hyphens'),
  /** What the items it holds for must come to. */
  minimum: minorUnits.optional(),
  validFrom: instant.optional(),
  validTo: instant.optional(),
  oncePerCustomer: z.boolean().default(false),
  /** Whether it may stand beside another code on one order; both must allow it. */
  combines: z.boolean().default(false),
  /** What it holds for: any of these products, or anything of these categories. Everything where neither is there. */
  products: z.array(productIdSchema).min(1).optional(),
  categories: z.array(z.string().min(1)).min(1).optional(),
  /** Whether it holds for items whose price is reduced. */
  onReduced: z.boolean().default(true),
  /** Whose it is alone. To everybody else it answers as a code that does not exist. */
  customerId: customerIdSchema.optional(),
  /** Who has used it outside of the orders in this file. */
  usedBy: z.array(z.object({ customerId: customerIdSchema, orderId: orderIdSchema.optional() })).default([]),
};

/** A code that takes something off an order. */
export const voucherSchema = z.discriminatedUnion('kind', [
  z.object({ ...terms, kind: z.literal('percent'), value: z.number().int().min(1).max(100) }),
  z.object({ ...terms, kind: z.literal('amount'), value: minorUnits.min(1) }),
  z.object({ ...terms, kind: z.literal('free-shipping') }),
]);

export type Voucher = z.infer<typeof voucherSchema>;

/** More would no longer be one document of the shop; campaigns share a code. */
const MOST_VOUCHERS = 10_000;

export const vouchersSchema = z
  .array(voucherSchema)
  .max(MOST_VOUCHERS)
  .superRefine((vouchers, { addIssue }) => {
    const seen = new Set<string>();
    for (const [index, { code }] of vouchers.entries()) {
      const key = voucherKey(code);
      if (seen.has(key)) addIssue({ code: 'custom', path: [index, 'code'], message: `${code} is there already` });
      seen.add(key);
    }
  });

/** What a code took off an order. */
export const discountSchema = z.object({
  code: z.string(),
  amount: minorUnits,
  on: z.enum(['items', 'shipping']),
  at: instant.optional(),
});

/** The form in which codes are compared: people add, leave out and swap hyphens, spaces and case. */
export function voucherKey(code: string): string {
  return code
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** The codes that somebody may know of; nobody may learn which are other people's. */
export function vouchersOpenTo(vouchers: readonly Voucher[], customerId: string | undefined): Voucher[] {
  return vouchers.filter((voucher) => voucher.customerId === undefined || voucher.customerId === customerId);
}

import { z } from 'zod';
import { customerIdSchema, orderIdSchema, productIdSchema, shopIdSchema, variantIdSchema } from '../protocol/ids.js';
import { abusePolicySchema } from './abuse-policy.js';
import { compensationPolicySchema, remedyKindSchema, troubleSchema } from './compensation-policy.js';
import { identityPolicySchema } from './identity-policy.js';
import { methodKindSchema, refundDaysSchema } from './refund-days.js';
import { discountSchema, vouchersSchema } from './voucher.js';

/**
 * The shop file: one JSON document that holds a whole shop. `npm start -- --shop shop.json` imports it; the demo
 * shop is generated in the same form. Money is in minor units of `currency` (cents); times are ISO 8601 with offset.
 */
const minorUnits = z.number().int().min(0);
const instant = z.iso.datetime({ offset: true });

/** How a person may prove to be a customer, weakest first. */
export const proofSchema = z.enum([
  'email',
  'name-and-postcode',
  'order-and-email',
  'order-and-postcode',
  /** A code sent to the address the shop has on file. */
  'email-code',
  'signed-in',
]);

/** What a shop asks for and allows; never in code. */
const policySchema = z.object({
  /** Proofs that make a customer verified here. Anything not listed does not count. */
  proofs: z.array(proofSchema).min(1),
  /** Those of them that only make a claim; a code and the shop's own sign-in always verify. */
  claimedBy: z.array(proofSchema).optional(),
  /** Where an action or a job needs another level than it usually does, e.g. { 'change-address': 'claimed' }. */
  identity: identityPolicySchema.optional(),
  /** Failed proofs in one conversation before it is handed to a person. */
  maxFailedProofs: z.number().int().min(1).max(20).default(3),
  /** Reasons a customer may give for cancelling; empty: no reason is asked. */
  cancelReasons: z.array(z.string().min(1)).default([]),
  mayRecommend: z.boolean().default(true),
  /** Whether a person is offered before the bot has run out of ways to help. */
  mayHandOverEarly: z.boolean().default(true),
  abuse: abusePolicySchema.optional(),
  returnDays: z.number().int().min(0).default(30),
  /** Working days a refund takes, as the shop's pages say, e.g. { card: [3, 5] }. Where none are given, none are named. */
  refundDays: refundDaysSchema.optional(),
  /** Whether what is done in the chat moves units of stock. Not where stock only says what can be had: somebody else counts. */
  countsStock: z.boolean().default(true),
  /** Whether a code that was forgotten may still be taken off an order that is being prepared. */
  vouchers: z.object({ afterOrder: z.boolean().default(false) }).prefault({}),
  /** Per cent of value added tax that prices hold, at most two decimals. Invoices name none where it is not said. */
  vatRate: z.number().min(0).max(100).multipleOf(0.01).optional(),
  /** What the bot may give where something went wrong; without it people decide that. */
  compensation: compensationPolicySchema.optional(),
  /** Whether a conversation that came to something is asked how it was. */
  mayAskRating: z.boolean().default(true),
});

const variantSchema = z.object({
  id: variantIdSchema,
  /** Option name to value, e.g. { colour: 'Night blue', size: 'M' }. */
  options: z.record(z.string(), z.string()),
  price: minorUnits,
  /** Price before a reduction. */
  was: minorUnits.optional(),
  unitCost: minorUnits.optional(),
  /** Units that can be sold now. */
  stock: z.number().int().min(0),
  /** CSS colour of this variant, for pictures. */
  swatch: z.string().optional(),
  picture: z.string().optional(),
});

const reviewSchema = z.object({
  rating: z.number().int().min(1).max(5),
  title: z.string().optional(),
  text: z.string(),
  author: z.string(),
  at: instant,
});

export const productSchema = z.object({
  id: productIdSchema,
  title: z.string().min(1),
  category: z.string().min(1),
  description: z.string(),
  /** Facts a customer may ask about: material, care, weight, waterproof… */
  attributes: z.record(z.string(), z.string()).default({}),
  tags: z.array(z.string()).default([]),
  /** Inline SVG markup, or a path or https address of a picture. */
  picture: z.string().optional(),
  variants: z.array(variantSchema).min(1),
  reviews: z.array(reviewSchema).default([]),
});

export const addressSchema = z.object({
  name: z.string().optional(),
  line1: z.string(),
  line2: z.string().optional(),
  city: z.string(),
  region: z.string().optional(),
  postcode: z.string(),
  country: z.string(),
});

export const paymentMethodSchema = z.object({
  id: z.string().min(1),
  kind: methodKindSchema,
  label: z.string(),
  /** What is on a gift card. A refund is put onto it at once; onto one without a balance it takes its days. */
  balance: minorUnits.optional(),
});

export const customerSchema = z.object({
  id: customerIdSchema,
  firstName: z.string(),
  lastName: z.string(),
  email: z.email(),
  phone: z.string().optional(),
  address: addressSchema,
  paymentMethods: z.array(paymentMethodSchema).default([]),
  since: instant.optional(),
});

export const orderStatusSchema = z.enum([
  'pending',
  'processed',
  'shipped',
  'delivered',
  'cancelled',
  'return-requested',
  'returned',
  'exchange-requested',
]);

/** So many of one line of an order; `line` is the place in `items`, from 0. */
export const partSchema = z.object({ line: z.number().int().min(0), quantity: z.number().int().min(1) });
/** A part, and what shall come in its place: another variant of the same product. */
export const swapSchema = partSchema.extend({ variantId: variantIdSchema });

export const orderSchema = z.object({
  id: orderIdSchema,
  customerId: customerIdSchema,
  status: orderStatusSchema,
  placedAt: instant.optional(),
  shippedAt: instant.optional(),
  deliveredAt: instant.optional(),
  cancelledAt: instant.optional(),
  expectedAt: instant.optional(),
  address: addressSchema,
  items: z
    .array(
      z.object({
        productId: productIdSchema,
        variantId: variantIdSchema,
        title: z.string(),
        options: z.record(z.string(), z.string()).default({}),
        quantity: z.number().int().min(1),
        price: minorUnits,
      }),
    )
    .min(1),
  shipping: minorUnits.default(0),
  /** What codes took off; `total` is what remains. */
  discounts: z.array(discountSchema).default([]),
  total: minorUnits,
  tracking: z.object({ carrier: z.string(), code: z.string(), href: z.url().optional() }).optional(),
  /** Newest last: what the carrier or the warehouse said. */
  milestones: z.array(z.object({ at: instant, text: z.string() })).default([]),
  payments: z
    .array(
      z.object({
        kind: z.enum(['payment', 'refund']),
        amount: minorUnits,
        methodId: z.string(),
        at: instant.optional(),
      }),
    )
    .default([]),
  cancelReason: z.string().optional(),
  /** When its items were changed in the chat: the warehouse takes one change, and none after it. */
  changedAt: instant.optional(),
  /** An open return; `amount` goes back once the goods are checked. */
  returning: z.object({ parts: z.array(partSchema), methodId: z.string(), amount: minorUnits, at: instant }).optional(),
  /** An open exchange; `difference` is the new price less the old. */
  exchanging: z
    .object({
      swaps: z.array(swapSchema),
      methodId: z.string(),
      difference: z.number().int(),
      at: instant,
    })
    .optional(),
  /** What was given for what went wrong with it; `parts`: the items concerned, where it was not the whole order. */
  compensation: z
    .object({
      trouble: troubleSchema,
      kind: remedyKindSchema,
      amount: minorUnits,
      parts: z.array(partSchema).optional(),
      at: instant,
    })
    .optional(),
});

/** A page of the shop's policies. Its Markdown is what answers quote. */
export const policyPageSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  markdown: z.string().min(1),
  /** BCP 47 tag of what it is written in; without it, the shop's own language. Pages of one id say the same. */
  language: z.string().min(2).optional(),
});

export const shopSchema = z.object({
  id: shopIdSchema,
  name: z.string().min(1),
  currency: z.string().length(3),
  /** BCP 47 tag of the shop's own language. */
  language: z.string().default('en'),
  /** IANA time zone the shop's days are counted in. */
  timeZone: z.string().default('UTC'),
  /** Any CSS colour; the readable foreground is computed. */
  accent: z.string().default('#2f5d50'),
  supportEmail: z.email().optional(),
  policy: policySchema,
  vouchers: vouchersSchema.default([]),
  /** Whether the chat takes addresses onto its newsletter and off it; `npm run newsletter` tells who confirmed. */
  newsletter: z.boolean().default(false),
  /** Who sells, as invoices name them: the address line by line. */
  seller: z.object({ name: z.string(), lines: z.array(z.string()), vatId: z.string().optional() }).optional(),
});

export type Proof = z.infer<typeof proofSchema>;
export type Shop = z.infer<typeof shopSchema>;
export type Product = z.infer<typeof productSchema>;
export type Variant = z.infer<typeof variantSchema>;
export type Review = z.infer<typeof reviewSchema>;
export type Customer = z.infer<typeof customerSchema>;
export type Address = z.infer<typeof addressSchema>;
export type Order = z.infer<typeof orderSchema>;
export type Part = z.infer<typeof partSchema>;
export type Swap = z.infer<typeof swapSchema>;
export type OrderStatus = z.infer<typeof orderStatusSchema>;
export type PolicyPage = z.infer<typeof policyPageSchema>;

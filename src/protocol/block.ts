import { z } from 'zod';
import { orderIdSchema, productIdSchema, variantIdSchema } from './ids.js';

/**
 * What a reply is made of. A reply is a list of blocks, shown in order; every channel draws them its own way.
 * Money is in minor units (cents) with an ISO 4217 code; links are paths or https addresses.
 */
const money = z.object({ amount: z.number().int(), currency: z.string().length(3) });

const textBlock = z.object({ kind: z.literal('text'), text: z.string() });

/** Words of the shop's own pages or of a review, as they stand there, with where that is. */
const quoteBlock = z.object({
  kind: z.literal('quote'),
  text: z.string(),
  source: z.object({ title: z.string(), href: z.string() }),
});

const productCard = z.object({
  productId: productIdSchema,
  variantId: variantIdSchema,
  title: z.string(),
  option: z.string(),
  href: z.string(),
  picture: z.string(),
  price: money,
  was: money.optional(),
  stock: z.enum(['in-stock', 'low', 'out']),
  stockText: z.string(),
  reason: z.string(),
});

const productsBlock = z.object({ kind: z.literal('products'), products: z.array(productCard).min(1) });

const orderBlock = z.object({
  kind: z.literal('order'),
  orderId: orderIdSchema,
  status: z.string(),
  statusText: z.string(),
  detail: z.string(),
  tracking: z.object({ carrier: z.string(), code: z.string(), href: z.string().optional() }).optional(),
  items: z.array(z.object({ title: z.string(), quantity: z.number().int(), picture: z.string().optional() })),
  total: money,
});

/** A page of ours to open, by what it is. */
const linkBlock = z.object({ kind: z.literal('link'), label: z.string(), href: z.string() });

/** Quick replies: pressing one says `label`; `choice` tells the flow exactly what was meant. */
const choicesBlock = z.object({
  kind: z.literal('choices'),
  choices: z
    .array(z.object({ label: z.string(), choice: z.string().max(200) }))
    .min(1)
    .max(8),
});

/** How it was, from very poor to very good: pressing one says `label`. */
const ratingBlock = z.object({
  kind: z.literal('rating'),
  choices: z.array(z.object({ label: z.string(), choice: z.string().max(200) })).length(5),
});

export const blockSchema = z.discriminatedUnion('kind', [
  textBlock,
  quoteBlock,
  productsBlock,
  orderBlock,
  linkBlock,
  choicesBlock,
  ratingBlock,
]);

export type Block = z.infer<typeof blockSchema>;
export type Money = z.infer<typeof money>;
export type ProductCard = z.infer<typeof productCard>;

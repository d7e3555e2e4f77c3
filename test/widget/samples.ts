import type { Block, ProductCard } from '../../src/protocol/block.js';
import { orderIdSchema, productIdSchema, variantIdSchema } from '../../src/protocol/ids.js';

type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** Blocks of every kind, as a shop would send them. */
export const QUOTE: BlockOf<'quote'> = {
  kind: 'quote',
  text: 'Refunds reach your account within 5 working days after we receive the parcel.',
  source: { title: 'Returns and refunds', href: '/policies/returns#refunds' },
};

export const CHOICES: BlockOf<'choices'> = {
  kind: 'choices',
  choices: [
    { label: 'Yes, cancel it', choice: 'confirm:yes' },
    { label: 'No, keep it', choice: 'confirm:no' },
  ],
};

export const RATING: BlockOf<'rating'> = {
  kind: 'rating',
  choices: ['Very poor', 'Poor', 'Okay', 'Good', 'Very good'].map((label, index) => ({
    label,
    choice: `rating:${index + 1}`,
  })),
};

export const ORDER: BlockOf<'order'> = {
  kind: 'order',
  orderId: orderIdSchema.parse('W2611340'),
  status: 'shipped',
  statusText: 'On its way',
  detail: 'Left Hamburg this morning. Expected Thursday, 26 November.',
  tracking: { carrier: 'DHL', code: '00340434161094042557', href: 'https://example.com/track/00340434161094042557' },
  items: [
    { title: 'Fjord rain jacket, blue, M', quantity: 1, picture: '/pictures/jacket.svg' },
    { title: 'Merino socks, 3 pairs', quantity: 2, picture: '/pictures/socks.svg' },
  ],
  total: { amount: 14790, currency: 'EUR' },
};

export const PRODUCTS: BlockOf<'products'> = {
  kind: 'products',
  products: [
    product('Fjord light rain jacket', {
      option: 'Blue, M',
      price: { amount: 5400, currency: 'EUR' },
      was: { amount: 7900, currency: 'EUR' },
      reason: 'Like the blue jacket you looked at, and €25 less',
    }),
    product('Coast windbreaker', {
      option: 'Navy, M',
      stock: 'low',
      stockText: 'Only 2 left',
      reason: 'Rated 4.7 by 86 buyers',
    }),
    product('Pine overshirt', {
      option: 'Ocean, M',
      stock: 'out',
      stockText: 'Back in two weeks',
      reason: 'Goes with your merino tee',
    }),
    product('Harbour fleece', { option: 'Slate blue, M' }),
  ],
};

export function product(title: string, changes: Partial<ProductCard> = {}): ProductCard {
  const slug = title.toLowerCase().replaceAll(' ', '-');
  return {
    productId: productIdSchema.parse(slug),
    variantId: variantIdSchema.parse(`${slug}-m`),
    title,
    option: '',
    href: `/products/${slug}`,
    picture: `/pictures/${slug}.svg`,
    price: { amount: 5900, currency: 'EUR' },
    stock: 'in-stock',
    stockText: 'In stock',
    reason: 'Waterproof to 10,000 mm',
    ...changes,
  };
}

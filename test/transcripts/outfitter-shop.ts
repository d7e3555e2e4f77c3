import { type ShopFile, shopFileSchema } from '../../src/shop/shop-file.js';
import { wardrobeShop } from './wardrobe-shop.js';

const review = (rating: number, index: number) => ({
  rating,
  text: 'As described.',
  author: `Reader ${index}`,
  at: '2026-10-01T10:00:00Z',
});

function variants(product: string, price: number, colours: Record<string, number>) {
  return Object.entries(colours).map(([colour, stock], index) => ({
    id: `${product}-${index}`,
    options: { colour },
    price,
    stock,
  }));
}

/** Several of a kind, each better at something else. */
const products = [
  {
    id: 'o-1',
    title: 'Headwater bottle',
    category: 'Bottles',
    description: 'A steel water bottle with two walls for a day of hiking. Hiking bottle, water bottle.',
    attributes: { weight: '310 g', capacity: '500 ml', care: 'Lid dishwasher safe', material: 'Steel' },
    tags: ['bottle', 'water', 'hiking'],
    variants: variants('o-1', 2900, { 'Night blue': 4, Rust: 0 }),
    reviews: [5, 4].map(review),
  },
  {
    id: 'o-2',
    title: 'Fell bottle',
    category: 'Bottles',
    description: 'A glass water bottle in a felt sleeve for hiking. Hiking bottle, water bottle.',
    attributes: { weight: '0.62 kg', capacity: '1 litre', care: 'Rinse by hand', material: 'Glass' },
    tags: ['bottle', 'water', 'hiking'],
    variants: variants('o-2', 4200, { Pine: 7, Steel: 2 }),
    reviews: [3, 4].map(review),
  },
  {
    id: 'o-3',
    title: 'Beck bottle',
    category: 'Bottles',
    description: 'A plain water bottle for hiking, in recycled plastic. Hiking bottle, water bottle.',
    attributes: { capacity: '750 ml', care: 'Dishwasher safe', material: 'Recycled plastic' },
    tags: ['bottle', 'water', 'hiking'],
    variants: variants('o-3', 1900, { Pine: 3, 'Night blue': 1 }),
    reviews: [],
  },
  {
    id: 'o-4',
    title: 'Lee tent',
    category: 'Tents',
    description: 'A tent for two.',
    attributes: { weight: '2,350 g' },
    tags: ['tent'],
    variants: variants('o-4', 28900, { Moss: 3 }),
    reviews: [],
  },
];

/** A shop to choose in; people and pages are the wardrobe's. */
export async function outfitterShop(): Promise<ShopFile> {
  const file = await wardrobeShop();
  return shopFileSchema.parse({ ...file, shop: { ...file.shop, name: 'Fell Outfitter' }, products, orders: [] });
}

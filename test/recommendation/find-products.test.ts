import { beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.js';
import { createProductSearch, type ProductSearch } from '../../src/recommendation/find-products.js';
import { DEMO_SHOP_ID, generateDemoShop } from '../../src/shop/demo/generate-demo-shop.js';
import type { Encoder } from '../../src/understanding/encoder.js';
import { createMemoryShopStore } from '../support/memory-shop-store.js';

/** Names are found by words; without vectors these tests show that no encoder is needed for it. */
const encoder: Encoder = {
  dimensions: 384,
  encode: async () => {
    throw new Error('no process');
  },
  read: async () => {
    throw new Error('no process');
  },
};

describe('finding products by name', () => {
  const shop = generateDemoShop({ seed: '1', now: Date.parse('2026-11-24'), policies: [] });
  const shops = createMemoryShopStore(shop);
  let search: ProductSearch;
  beforeAll(() => {
    search = createProductSearch({ shops, encoder, log: createLog('silent') });
  });
  const titles = async (text: string) =>
    (await search.find(DEMO_SHOP_ID, { text })).map(({ product }) => product.title);
  const best = async (text: string) => (await search.find(DEMO_SHOP_ID, { text }))[0];

  it.each([
    ['is the skerry rain jacket in stock', 'Skerry Rain Jacket'],
    ['is the skery jaket in stock', 'Skerry Rain Jacket'],
    ['do u have the beanny in mustard', 'Docker Beanie'],
    ['what is the errigal made of', 'Errigal Walking Boots'],
    ['raincoat in sage', 'Tidewater Rain Coat'],
    ['rain coat', 'Tidewater Rain Coat'],
    ['does the headlamp take AAA batteries', 'Lookout Head Torch'],
    ['rucksack for a laptop', 'Pilot Day Backpack'],
    ['t-shirt in white', 'Everyday Heavy Tee'],
    ['can the wool blanket go in the washing machine', 'Connemara Wool Blanket'],
    ['how heavy is the 2 person tent', 'Lee Shore Two-Person Tent'],
    ['what temperature is the hollow sleeping bag good for', 'Hollow Sleeping Bag'],
    ['the pebble lamp', 'Pebble Table Lamp'],
    ['enamel mug in the microwave?', 'Galley Enamel Mug'],
  ])('finds for "%s" the %s', async (text, title) => {
    expect((await titles(text))[0]).toBe(title);
  });

  it.each([
    'is it real leather',
    'does it come in blue',
    'is there pfas in it',
    'sold out again?!',
    'hello',
    '',
    'how much does it cost',
    "the kids' snowsuit in 104",
    '🧥',
  ])('finds nothing where no product is named: "%s"', async (text) => {
    expect(await titles(text)).toEqual([]);
  });

  it('gives the variants of the colour and size that are named, and all when none is', async () => {
    const options = async (text: string) => (await best(text))?.variants.map((variant) => variant.options);
    expect(await options('fastnet jacket in M night blue?')).toEqual([{ colour: 'Night blue', size: 'M' }]);
    expect(await options('fastnet jacket, medium, blue')).toEqual([{ colour: 'Night blue', size: 'M' }]);
    expect(await options('fastnet jacket in green size xl')).toEqual([{ colour: 'Moss', size: 'XL' }]);
    expect(await options("I'm after the fastnet jacket")).toHaveLength(12);
    expect(await options('fastnet jacket in purple')).toHaveLength(12);
  });

  it('finds the products of a new import after a refresh, and of each shop its own', async () => {
    const own = createMemoryShopStore({ ...shop, products: shop.products.slice(0, 1) });
    const fresh = createProductSearch({ shops: own, encoder, log: createLog('silent') });
    expect(await fresh.find(DEMO_SHOP_ID, { text: 'errigal boots' })).toEqual([]);
    await own.importShop(shop);
    await fresh.refresh(DEMO_SHOP_ID);
    expect((await fresh.find(DEMO_SHOP_ID, { text: 'errigal boots' }))[0]?.product.title).toBe('Errigal Walking Boots');
  });

  it('tells the stock of now: it changes between two imports', async () => {
    const [boots] = shop.products.filter(({ title }) => title === 'Errigal Walking Boots');
    if (boots === undefined) throw new Error('the demo shop has no boots');
    const own = createMemoryShopStore({ ...shop, products: [boots] });
    const fresh = createProductSearch({ shops: own, encoder, log: createLog('silent') });
    await fresh.index(DEMO_SHOP_ID);
    const sold = { ...boots, variants: boots.variants.map((variant) => ({ ...variant, stock: 77 })) };
    await own.importShop({ ...shop, products: [sold] });
    const [found] = await fresh.find(DEMO_SHOP_ID, { text: 'errigal boots' });
    expect(found?.variants.map(({ stock }) => stock)).toEqual(sold.variants.map(() => 77));
    const index = await fresh.index(DEMO_SHOP_ID);
    expect(index.products).toEqual([sold]);
    expect(await fresh.index(DEMO_SHOP_ID)).toBe(index);
  });
});

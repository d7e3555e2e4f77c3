import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createLog } from '../../src/log.js';
import { foldCase } from '../../src/ranking/tokenise.js';
import { createProductSearch } from '../../src/recommendation/find-products.js';
import { createRecommend, type Recommend } from '../../src/recommendation/recommend.js';
import type { Reason, Recommendation } from '../../src/recommendation/recommendation.js';
import { DEMO_SHOP_ID, generateDemoShop } from '../../src/shop/demo/generate-demo-shop.js';
import type { Order, Product, Variant } from '../../src/shop/shop.js';
import type { Encoder } from '../../src/understanding/encoder.js';
import { type Slots, slotsSchema } from '../../src/understanding/understanding.js';
import { createMemoryShopStore } from '../support/memory-shop-store.js';
import { missing } from '../support/require-parts.js';
import { noEncoder, startServedEncoder } from '../support/served-encoder.js';

const shop = generateDemoShop({ seed: '1', now: Date.parse('2026-11-24'), policies: [] });
const blank = new Float32Array(384);
const log = createLog('silent');

const brokenEncoder: Encoder = {
  dimensions: 384,
  encode: async () => {
    throw new Error('no process');
  },
  read: async () => {
    throw new Error('no process');
  },
};

/** The phrases people are expected to ask with, all kinds. */
const WISHES: string[] = parse(readFileSync('intents/recommend_product.yaml', 'utf8')).phrases.en;

type Ask = { text: string; slots?: Partial<Slots>; orders?: Order[]; limit?: number };

function asking(recommend: Recommend, encode: (text: string) => Promise<Float32Array>) {
  return async ({ text, slots = {}, orders = [], limit }: Ask) =>
    recommend({
      shopId: DEMO_SHOP_ID,
      text,
      vector: await encode(text),
      slots: slotsSchema.parse(slots),
      orders,
      ...(limit !== undefined && { limit }),
    });
}

/** Looked up in the shop's data again, without the code that made the reason. */
function isTrue({ product, variant, reason }: Recommendation, ask: Ask): boolean {
  const own = shop.products.find(({ id }) => id === product.id);
  if (own?.variants.some(({ id }) => id === variant.id) !== true) return false;
  switch (reason.kind) {
    case 'similar':
    case 'goes-with': {
      const title = reason.kind === 'similar' ? reason.to : reason.title;
      const start = shop.products.find((one) => one.title === title);
      return (
        reason.shared.length > 0 &&
        start !== undefined &&
        reason.shared.every((fact) => isShared(fact, own, variant, start))
      );
    }
    case 'goes-with-order': {
      const item = ask.orders?.flatMap(({ items }) => items).find((one) => one.title === reason.orderedTitle);
      const start = shop.products.find(({ id }) => id === item?.productId);
      return start !== undefined && reason.shared.every((tag) => own.tags.includes(tag) && start.tags.includes(tag));
    }
    case 'matches':
      return reason.words.length > 0 && reason.words.every((word) => occurs(word, own, variant));
    case 'well-rated': {
      const ratings = own.reviews.map(({ rating }) => rating);
      const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
      return (
        Math.abs(mean - reason.rating) < 1e-9 && reason.count === ratings.length && reason.category === own.category
      );
    }
    case 'reduced':
      return variant.was === reason.was && reason.was > variant.price;
    case 'listed':
      return reason.under.length > 0 && reason.under.every((one) => own.tags.includes(one) || own.category === one);
  }
}

function isShared(fact: string, own: Product, variant: Variant, start: Product): boolean {
  const isColour = variant.options.colour === fact && start.variants.some(({ options }) => options.colour === fact);
  return isColour || (own.tags.includes(fact) && start.tags.includes(fact));
}

function occurs(word: string, { tags, title, category, attributes }: Product, { options }: Variant): boolean {
  if (Object.values(options).includes(word)) return true;
  const text = [...tags, title, category, ...Object.values(attributes)].map(foldCase).join(' | ');
  const words: string[] = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.includes(word);
}

const limitOf = (reason: Reason) => ('underLimit' in reason ? reason.underLimit : undefined);

/** What holds for every wish, with vectors or without. */
function describeRecommending(
  name: string,
  open: () => Promise<{ recommend: Recommend; encode: (text: string) => Promise<Float32Array> }>,
) {
  describe(name, () => {
    let ask: (ask: Ask) => Promise<Recommendation[]>;
    beforeAll(async () => {
      const { recommend, encode } = await open();
      ask = asking(recommend, encode);
    });

    it('gives only true reasons, products in stock, each once, and the same every time', async () => {
      const orders = shop.orders.filter(({ status }) => status === 'delivered').slice(0, 1);
      let shown = 0;
      for (const text of WISHES) {
        const wish: Ask = { text, orders };
        const found = await ask(wish);
        shown += found.length;
        for (const one of found) {
          expect(isTrue(one, wish), `${text}: ${one.product.title} ${JSON.stringify(one.reason)}`).toBe(true);
          expect(one.variant.stock).toBeGreaterThan(0);
        }
        expect(new Set(found.map(({ product }) => product.id)).size).toBe(found.length);
        expect(await ask(wish)).toEqual(found);
      }
      expect(shown).toBeGreaterThan(WISHES.length);
    });

    it('never leaves the limits, whatever they are', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...WISHES.slice(0, 40)),
          fc.nat({ max: 35_000 }),
          fc.option(fc.nat({ max: 35_000 }), { nil: undefined }),
          fc.integer({ min: 1, max: 6 }),
          async (text, maxPrice, minPrice, limit) => {
            const found = await ask({ text, slots: { maxPrice, ...(minPrice !== undefined && { minPrice }) }, limit });
            expect(found.length).toBeLessThanOrEqual(limit);
            for (const { variant, reason } of found) {
              expect(variant.price).toBeLessThanOrEqual(maxPrice);
              expect(variant.price).toBeGreaterThanOrEqual(minPrice ?? 0);
              expect(limitOf(reason) ?? maxPrice).toBe(maxPrice);
            }
          },
        ),
        { numRuns: 60 },
      );
    });

    it('shows blue jackets under 60 for "got anything like the blue jacket under 60?"', async () => {
      const found = await ask({ text: 'got anything like the blue jacket under 60?', slots: { maxPrice: 6000 } });
      expect(found).toHaveLength(3);
      for (const { product, variant, reason } of found) {
        expect(product.category).toBe('Jackets');
        expect(variant.options.colour).toMatch(/blue/);
        expect(reason).toMatchObject({ kind: 'matches', underLimit: 6000 });
        expect(reason.kind === 'matches' ? reason.words : []).toContain(variant.options.colour ?? 'a colour');
      }
    });

    it('takes the last word of a name for the kind of thing: another tent is like the Bay Weekend Tent', async () => {
      const found = await ask({ text: 'something like the Bay Weekend Tent' });
      expect(found.map(({ product }) => product.title)).toEqual(['Lee Shore Two-Person Tent']);
      expect(found[0]?.reason).toMatchObject({ kind: 'similar', to: 'Bay Weekend Tent' });
    });

    it('starts from the product that is named', async () => {
      const found = await ask({ text: 'something like the Skerry rain jacket' });
      expect(found).toHaveLength(3);
      expect(found.map(({ product }) => product.title)).not.toContain('Skerry Rain Jacket');
      for (const { product, reason } of found) {
        expect(product.category).toBe('Jackets');
        expect(reason).toMatchObject({ kind: 'similar', to: 'Skerry Rain Jacket' });
      }
    });

    it('starts from the one that was ordered', async () => {
      const product = shop.products.find(({ id }) => id === 'puffin-light-jacket');
      const variant = product?.variants.find(({ options }) => options.colour === 'Harbour blue');
      const [order] = shop.orders;
      if (product === undefined || variant === undefined || order === undefined)
        throw new Error('the demo shop changed');
      const item = {
        productId: product.id,
        variantId: variant.id,
        title: product.title,
        options: {},
        quantity: 1,
        price: 1,
      };
      const found = await ask({ text: 'got anything like the blue jacket?', orders: [{ ...order, items: [item] }] });
      expect(found.some(({ reason }) => reason.kind === 'similar' && reason.to === 'Puffin Light Jacket')).toBe(true);
    });

    it.each([
      ['a jacket, not black', /black/i],
      ['trousers but not black or blue', /black|blue/i],
      ['show me jumpers in anything but navy', /navy/i],
    ])('shows no colour that is ruled out: %s', async (text, colour) => {
      const found = await ask({ text, limit: 20 });
      expect(found.length).toBeGreaterThan(2);
      for (const { variant } of found) expect(variant.options.colour).not.toMatch(colour);
    });

    it.each([
      ['a warm jumper without wool', /wool|merino|alpaca|cashmere/i],
      ['winter hat, no wool please', /wool|merino|alpaca|cashmere/i],
      ['a bag without leather', /leather|suede/i],
      ['jackets, nothing with a hood', /hooded/i],
      ['vegan shoes', /leather|suede|wool|shearling/i],
    ])('shows nothing made of what is ruled out: %s', async (text, material) => {
      const found = await ask({ text, limit: 20 });
      expect(found.length).toBeGreaterThan(0);
      for (const { product } of found) {
        expect([product.title, ...product.tags, ...Object.values(product.attributes)].join(' ')).not.toMatch(material);
      }
    });

    it('keeps to the kind that is named', async () => {
      for (const [text, title] of [
        ['a cheap sleeping bag', /Sleeping Bag/],
        ['any nice slippers for grandma', /Slippers/],
        ['which tent for two adults and a dog', /Tent/],
        ['mugs please', /Mug|Cup|Kettle|Teapot|Bowls|Plates|Jug|Board|Casserole|Apron/],
      ] as const) {
        const found = await ask({ text, limit: 4 });
        expect(found.length).toBeGreaterThan(0);
        for (const { product } of found) expect(product.title).toMatch(title);
      }
    });

    it('shows the cheapest first when that is the wish', async () => {
      const prices = (await ask({ text: 'cheapest backpack', limit: 5 })).map(({ variant }) => variant.price);
      expect(prices.length).toBeGreaterThan(1);
      expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    });

    it('shows only reduced things when asked for a sale', async () => {
      const found = await ask({ text: 'anything on sale?', limit: 6 });
      expect(found.length).toBeGreaterThan(2);
      for (const { variant } of found) expect(variant.was).toBeGreaterThan(variant.price);
    });

    it('answers a vague wish with well-rated things of several categories', async () => {
      const found = await ask({ text: 'surprise me' });
      expect(found.map(({ reason }) => reason.kind)).toEqual(['well-rated', 'well-rated', 'well-rated']);
      expect(new Set(found.map(({ product }) => product.category)).size).toBe(3);
    });

    it('begins with what goes with the last order, and repeats nothing that was ordered', async () => {
      const order = shop.orders.find(({ items }) => items[0]?.title === 'Errigal Walking Boots');
      const found = await ask({ text: 'any ideas?', orders: order === undefined ? [] : [order] });
      expect(found[0]?.reason).toMatchObject({ kind: 'goes-with-order', orderedTitle: 'Errigal Walking Boots' });
      expect(found.map(({ product }) => product.title)).not.toContain('Errigal Walking Boots');
    });

    it('adds another kind of thing to what it should go with', async () => {
      const found = await ask({ text: 'what goes with the mustard cushion?' });
      expect(found.length).toBeGreaterThan(0);
      for (const { product, reason } of found) {
        expect(product.title).not.toMatch(/cushion/i);
        expect(reason.kind).toBe('goes-with');
      }
    });

    it('recommends nothing where nothing is left', async () => {
      expect(await ask({ text: 'a tent', slots: { maxPrice: 500 } })).toEqual([]);
    });
  });
}

describeRecommending('recommending by words alone', async () => {
  const search = createProductSearch({ shops: createMemoryShopStore(shop), encoder: brokenEncoder, log });
  return { recommend: createRecommend({ search }), encode: async () => blank };
});

describe.skipIf(missing(noEncoder()))('with the encoder', () => {
  let stop: (() => Promise<void>) | undefined;
  let words: (text: string) => Promise<Float32Array>;
  let recommend: Recommend;
  afterAll(() => stop?.());

  const opened = async () => {
    const encoder = await startServedEncoder();
    stop = encoder.stop;
    const search = createProductSearch({ shops: createMemoryShopStore(shop), encoder, log });
    const start = performance.now();
    await search.refresh(DEMO_SHOP_ID);
    process.stderr.write(`index of ${shop.products.length} products: ${Math.round(performance.now() - start)} ms\n`);
    recommend = createRecommend({ search });
    words = async (text) => (await encoder.encode([text]))[0] ?? blank;
    return { recommend, encode: words };
  };
  describeRecommending('recommending by words and meaning', opened);

  it('finds by meaning what shares no word with the wish, and says what the shop lists it under', async () => {
    const ask = asking(recommend, words);
    const found = await ask({ text: 'going to norway in february, what do i need' });
    expect(found[0]).toMatchObject({ product: { title: 'Brent Winter Parka' }, reason: { kind: 'listed' } });
  });

  it('finds gifts for a person', async () => {
    const ask = asking(recommend, words);
    const found = await ask({ text: 'a birthday present for my dad who camps', slots: { maxPrice: 9000 } });
    expect(found.length).toBeGreaterThan(0);
    expect(found.some(({ product }) => product.category === 'Camping & travel')).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { DEMO_SIGNED_IN_CUSTOMER_ID, generateDemoShop } from '../../../src/shop/demo/generate-demo-shop.js';
import { parseShopText } from '../../../src/shop/parse-shop-text.js';
import { orderStatusSchema } from '../../../src/shop/shop.js';
import { shopFileSchema } from '../../../src/shop/shop-file.js';

const NOW = Date.UTC(2026, 10, 24, 12, 5);
const POLICIES = [{ id: 'delivery', title: 'Delivery', markdown: '## Times\n\nTwo days.' }];
const shopOf = (seed: string, now = NOW) => generateDemoShop({ seed, now, policies: POLICIES });
const shop = shopOf('harbour');

/** A weekend, a new year, a leap day and the hour the clocks change: dates must hold on any of them. */
const MOMENTS = [
  NOW,
  Date.UTC(2026, 10, 29, 23, 59),
  Date.UTC(2027, 0, 1, 0, 0),
  Date.UTC(2028, 1, 29, 3, 0),
  Date.UTC(2026, 9, 25, 1, 0),
];

describe('generateDemoShop', () => {
  it('makes the same shop from the same seed and time, and another from another seed', () => {
    expect(shopOf('harbour')).toEqual(shop);
    expect(shopOf('lane').orders).not.toEqual(shop.orders);
  });

  it('is a valid shop file in which everything refers to something that is there', () => {
    expect(shopFileSchema.safeParse(shop).error).toBeUndefined();
    expect(parseShopText(JSON.stringify(shop))).toEqual({ kind: 'shop', file: shop });
  });

  it('has enough of everything to be a shop', () => {
    expect(shop.products.length).toBeGreaterThanOrEqual(130);
    expect(new Set(shop.products.map(({ category }) => category)).size).toBeGreaterThanOrEqual(9);
    expect(shop.customers.length).toBeGreaterThanOrEqual(220);
    expect(shop.orders.length).toBeGreaterThanOrEqual(650);
    expect(new Set(shop.orders.map(({ status }) => status))).toEqual(new Set(orderStatusSchema.options));
    expect(new Set(shop.customers.map(({ email }) => email)).size).toBe(shop.customers.length);
    for (const { email } of shop.customers) expect(email).toMatch(/@example\.(com|org)$/);
  });

  it('prices, stocks and describes each product like a real one', () => {
    for (const product of shop.products) {
      expect(product.description.length, product.id).toBeGreaterThan(60);
      expect(Object.keys(product.attributes).length, product.id).toBeGreaterThanOrEqual(4);
      expect(product.variants.length, product.id).toBeGreaterThanOrEqual(2);
      expect(product.variants.length, product.id).toBeLessThanOrEqual(12);
      expect(product.reviews.length).toBeLessThanOrEqual(40);
      for (const { price, was, unitCost, swatch } of product.variants) {
        expect(price).toBeGreaterThanOrEqual(900);
        expect(price).toBeLessThanOrEqual(32_000);
        expect(unitCost).toBeLessThan(price);
        if (was !== undefined) expect(was).toBeGreaterThan(price);
        expect(swatch).toMatch(/^#[0-9a-f]{6}$/);
      }
    }
    const stocks = shop.products.flatMap(({ variants }) => variants.map(({ stock }) => stock));
    expect(stocks).toContain(0);
    expect(stocks.some((stock) => stock > 0 && stock <= 3)).toBe(true);
  });

  it('says every description once and most review texts once', () => {
    expect(new Set(shop.products.map(({ description }) => description)).size).toBe(shop.products.length);
    const texts = shop.products.flatMap(({ reviews }) => reviews.map(({ text }) => text));
    expect(new Set(texts).size / texts.length).toBeGreaterThan(0.6);
  });

  it.each(['harbour', 'a', 'b', 'c'])('always has blue jackets on both sides of sixty euros (seed %s)', (seed) => {
    const blue = shopOf(seed)
      .products.filter(({ category }) => category === 'Jackets')
      .flatMap(({ id, variants }) => variants.map((variant) => ({ productId: id, ...variant })))
      .filter(({ options, stock }) => /blue/i.test(options.colour ?? '') && stock > 0);
    const under = new Set(blue.filter(({ price }) => price < 6000).map(({ productId }) => productId));
    const above = new Set(blue.filter(({ price }) => price > 6000).map(({ productId }) => productId));
    expect(under.size).toBeGreaterThanOrEqual(3);
    expect(above.size).toBeGreaterThanOrEqual(3);
  });

  it.each(MOMENTS)('keeps the dates of every order in order and none of its past in the future (now %i)', (now) => {
    for (const order of shopOf('harbour', now).orders) {
      const past = [order.placedAt, order.shippedAt, order.deliveredAt].filter((at) => at !== undefined);
      const news = order.milestones.map(({ at }) => at);
      const money = order.payments.map(({ at }) => at ?? '');
      for (const dates of [past, news, money]) expect(dates, order.id).toEqual([...dates].sort());
      for (const at of [...past, ...news, ...money, order.cancelledAt ?? '']) {
        if (at !== '') expect(Date.parse(at), `${order.id} ${order.status}`).toBeLessThanOrEqual(now);
      }
      if (order.expectedAt !== undefined) expect(order.expectedAt > (order.placedAt ?? '')).toBe(true);
    }
  });

  it('gives each state of an order what belongs to it', () => {
    for (const order of shop.orders) {
      const hasLeft = !['pending', 'processed', 'cancelled'].includes(order.status);
      expect(order.shippedAt !== undefined, order.id).toBe(hasLeft);
      expect(order.tracking !== undefined, order.id).toBe(hasLeft);
      expect(order.deliveredAt !== undefined, order.id).toBe(hasLeft && order.status !== 'shipped');
      expect(order.cancelledAt !== undefined, order.id).toBe(order.status === 'cancelled');
      const refunded = order.payments.filter(({ kind }) => kind === 'refund').map(({ amount }) => amount);
      expect(refunded, order.id).toEqual(['cancelled', 'returned'].includes(order.status) ? [order.total] : []);
      expect(order.payments[0]).toMatchObject({ kind: 'payment', amount: order.total });
    }
    const late = shop.orders.filter(
      ({ status, expectedAt }) => status === 'shipped' && Date.parse(expectedAt ?? '') < NOW,
    );
    expect(late.length).toBeGreaterThan(5);
  });

  it('pays and refunds with a method the customer has', () => {
    const methods = new Map(
      shop.customers.map(({ id, paymentMethods }) => [id, paymentMethods.map((each) => each.id)]),
    );
    for (const { customerId, payments } of shop.orders) {
      for (const { methodId } of payments) expect(methods.get(customerId)).toContain(methodId);
    }
  });

  it('puts the signed-in customer first, with one order in each state worth asking about', () => {
    expect(shop.customers[0]).toMatchObject({ id: DEMO_SIGNED_IN_CUSTOMER_ID, email: 'mara@example.com' });
    const orders = shop.orders.filter(({ customerId }) => customerId === DEMO_SIGNED_IN_CUSTOMER_ID);
    expect(orders.map(({ status }) => status).sort()).toEqual([
      'cancelled',
      'delivered',
      'delivered',
      'pending',
      'shipped',
    ]);
    const pending = orders.find(({ status }) => status === 'pending');
    expect(
      pending?.items.some(({ title, options }) => /jacket/i.test(title) && /blue/i.test(options.colour ?? '')),
    ).toBe(true);
    const shipped = orders.find(({ status }) => status === 'shipped');
    expect(Date.parse(shipped?.expectedAt ?? '')).toBeGreaterThan(NOW);
  });
});

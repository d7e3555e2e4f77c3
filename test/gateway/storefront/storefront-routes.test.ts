import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { DEMO_SIGNED_IN_CUSTOMER_ID, generateDemoShop } from '../../../src/shop/demo/generate-demo-shop.js';
import { readPolicyPages } from '../../../src/shop/read-policy-pages.js';
import { shopFileSchema } from '../../../src/shop/shop-file.js';
import { aStorefront } from './a-storefront.js';

const demo = generateDemoShop({
  seed: '1',
  now: Date.UTC(2026, 10, 24, 12),
  policies: await readPolicyPages('intents/knowledge'),
});
const storefront = aStorefront(demo, { demoCustomerId: DEMO_SIGNED_IN_CUSTOMER_ID });

const ATTACK = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`;

/** A shop whose every text tries to break out of its place. */
function hostileShop(): Express {
  const address = { line1: ATTACK, city: ATTACK, postcode: ATTACK, country: ATTACK };
  const file = shopFileSchema.parse({
    shop: { id: 'evil', name: ATTACK, currency: 'EUR', accent: 'red}body{display:none', policy: { proofs: ['email'] } },
    products: [
      {
        id: 'p',
        title: ATTACK,
        category: ATTACK,
        description: ATTACK,
        attributes: { [ATTACK]: ATTACK },
        variants: [
          {
            id: 'v',
            options: { [ATTACK]: ATTACK },
            price: 100,
            was: 200,
            stock: 1,
            swatch: ATTACK,
            picture: '<svg><script>alert(1)</script></svg>',
          },
          {
            id: 'w',
            options: { [ATTACK]: 'other' },
            price: 150,
            stock: 0,
            swatch: '#fff',
            picture: 'javascript:alert(1)',
          },
        ],
        reviews: [{ rating: 5, title: ATTACK, text: ATTACK, author: ATTACK, at: '2026-01-01T00:00:00Z' }],
      },
    ],
    customers: [{ id: 'c', firstName: ATTACK, lastName: ATTACK, email: 'a@example.com', address }],
    orders: [],
    policies: [
      {
        id: 'evil',
        title: ATTACK,
        markdown: `## ${ATTACK}\n\n${ATTACK}\n\n[press](javascript:alert(1)) ![x](https://x.example/a.png "t")\n\n<div onclick="alert(1)">raw</div>`,
      },
    ],
  });
  const [customer] = file.customers;
  return aStorefront(file, customer === undefined ? {} : { demoCustomerId: customer.id });
}

describe('createStorefrontRoutes', () => {
  it.each([
    '/',
    '/c/jackets',
    '/c/mugs-kitchen',
    '/p/skerry-rain-jacket',
    '/cart',
    '/policies',
    '/policies/delivery',
    '/account',
  ])('renders %s with the widget and without inline scripts or styles', async (path) => {
    const asGuest = request(storefront).get(path).set('Cookie', 'storefront-account=guest');
    const page = await asGuest.expect(200).expect('Content-Type', /html/);
    expect(page.text).toContain('<script src="/widget.js" data-shop="harbour-lane" async></script>');
    expect(page.text).not.toMatch(/<script(?![^>]*(src=|type="application\/json"))/);
    expect(page.text).not.toMatch(/\sstyle=|\son\w+=|<style/);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  });

  it.each(['/c/spaceships', '/p/no-such-thing', '/p/%F0%9F%91%BB', '/policies/none'])(
    'answers %s with a page that says it is not there',
    async (path) => {
      const page = await request(storefront).get(path).expect(404).expect('Content-Type', /html/);
      expect(page.text).toMatch(/There is no such (category|product|page)/);
    },
  );

  it.each([
    '/storefront/secret.js',
    '/storefront/..%2f..%2fpackage.json',
    '/pictures/product/none/none.svg',
    '/pictures/product/skerry-rain-jacket/none.svg',
  ])('has nothing at %s', async (path) => {
    await request(storefront).get(path).expect(404);
  });

  it.each(['/', '/p/p', '/p/p?variant=%22%3E%3Cscript%3E', '/account', '/policies', '/policies/evil', '/cart'])(
    'escapes a hostile shop on %s',
    async (path) => {
      const page = await request(hostileShop()).get(path).expect(200);
      expect(page.text).not.toMatch(/<script>|<img src=x|href="javascript:|<div onclick/);
      expect(page.text).not.toContain('"><script');
    },
  );

  it('serves the built script and styles, also from a folder whose path has a dot in it', async () => {
    const parent = await mkdtemp(join(tmpdir(), '.page-'));
    await writeFile(join(parent, 'storefront.js'), 'export {};');
    const script = await request(aStorefront(demo, { pageDir: parent }))
      .get('/storefront/storefront.js')
      .expect(200);
    expect(script.headers['content-type']).toContain('javascript');
    await rm(parent, { recursive: true });
  });

  it('lets no colour break out of the style sheet', async () => {
    const sheet = await request(hostileShop()).get('/storefront/theme.css').expect(200).expect('Content-Type', /css/);
    expect(sheet.text).toBe(':root{--shop-accent:#2f5d50}\n');
    const own = await request(storefront).get('/storefront/theme.css');
    expect(own.text).toContain(demo.shop.accent);
  });

  it('sends a picture as an image that may run nothing, whatever is in it', async () => {
    const own = await request(storefront)
      .get('/pictures/product/skerry-rain-jacket/skerry-rain-jacket.harbour-blue.xl.svg')
      .expect(200);
    expect(own.headers['content-type']).toContain('image/svg+xml');
    expect(own.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect(own.body.toString()).toContain('#2f5f8a');
    const hostile = await request(hostileShop()).get('/pictures/product/p/v.svg').expect(200);
    expect(hostile.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  });

  it('draws a placeholder where the picture is no picture', async () => {
    const picture = await request(hostileShop()).get('/pictures/product/p/w.svg').expect(200);
    expect(picture.body.toString()).toMatch(/^<svg xmlns/);
  });

  it('finds a picture that the import moved to the blob store, and redirects to one elsewhere', async () => {
    const [product] = demo.products;
    const [variant] = product?.variants ?? [];
    if (product === undefined || variant === undefined) throw new Error('the demo has products');
    const withPicture = (picture: string) => ({
      ...demo,
      products: [{ ...product, variants: [{ ...variant, picture }] }],
    });
    const blobs = {
      put: async () => 'k1',
      get: async (shopId: string, key: string) =>
        shopId === demo.shop.id && key === 'k1' ? { type: 'image/svg+xml', bytes: Buffer.from('<svg/>') } : undefined,
      eraseOwner: async () => 0,
      removeExpired: async () => 0,
    };
    const path = `/pictures/product/${product.id}/${variant.id}.svg`;
    const stored = await request(aStorefront(withPicture('blob:k1'), { blobs }))
      .get(path)
      .expect(200);
    expect(stored.body.toString()).toBe('<svg/>');
    const gone = await request(aStorefront(withPicture('blob:gone'), { blobs }))
      .get(path)
      .expect(200);
    expect(gone.body.toString()).toMatch(/^<svg xmlns/);
    await request(aStorefront(withPicture('https://cdn.example/a.png')))
      .get(path)
      .expect(302)
      .expect('Location', 'https://cdn.example/a.png');
  });

  it('says today’s price and stock of what is in a cart, and leaves out what is gone', async () => {
    const answer = await request(storefront)
      .get('/storefront/cart.json')
      .query({ item: ['skerry-rain-jacket/skerry-rain-jacket.olive.m', 'skerry-rain-jacket/none', '/', 'x'] })
      .expect(200);
    expect(answer.body).toEqual([
      expect.objectContaining({
        variantId: 'skerry-rain-jacket.olive.m',
        title: 'Skerry Rain Jacket',
        option: 'Olive · M',
        price: 5400,
        was: 6900,
        level: 'in-stock',
      }),
    ]);
    expect((await request(storefront).get('/storefront/cart.json')).body).toEqual([]);
  });

  it('has the demo’s customer signed in, shows her orders, gives the widget her token, and lets her be a guest', async () => {
    const browser = request.agent(storefront);
    const signedIn = await browser.get('/account');
    const mine = demo.orders.filter(({ customerId }) => customerId === DEMO_SIGNED_IN_CUSTOMER_ID);
    for (const { id } of mine) expect(signedIn.text).toContain(id);
    expect(signedIn.text).toContain(`data-customer-token="token-of-${DEMO_SIGNED_IN_CUSTOMER_ID}"`);
    await browser.post('/account/sign-out').expect(303).expect('Location', '/account');
    const guest = await browser.get('/account');
    expect(guest.text).toContain('Sign in as Mara Lindqvist');
    expect(guest.text).not.toContain('data-customer-token');
    await browser.post('/account/sign-in').expect(303);
    expect((await browser.get('/account')).text).toContain('data-customer-token');
  });

  it('takes nobody’s word in the cookie for who they are', async () => {
    const other = demo.customers[5]?.id ?? '';
    const page = await request(storefront).get('/account').set('Cookie', `storefront-account=${other}`);
    expect(page.text).not.toContain(`token-of-${other}`);
  });

  it('offers no sign-in for a shop that has its own', async () => {
    const app = aStorefront(demo);
    await request(app).post('/account/sign-in').expect(303);
    const page = await request(app).get('/account').set('Cookie', 'storefront-account=demo');
    expect(page.text).toContain('Customers sign in on the shop’s own site');
    expect(page.text).not.toContain('data-customer-token');
  });

  it('gives headings the anchors that answers link to', async () => {
    const page = await request(storefront).get('/policies/delivery');
    expect(page.text).toContain('<h2 id="delivery-times">Delivery times</h2>');
    expect(page.text).toContain('<a href="#where-we-deliver">');
  });

  it('shows a page in the language of a link, and links to the other', async () => {
    const chinese = await request(storefront).get('/policies/returns?language=zh');
    expect(chinese.text).toContain('<article class="prose" lang="zh"><h1>退货');
    expect(chinese.text).toContain('hreflang="en" href="/policies/returns"');
    const own = await request(storefront).get('/policies/returns?language=xx');
    expect(own.text).toContain('<article class="prose" lang="en">');
    expect(own.text).toContain('hreflang="zh" href="/policies/returns?language=zh"');
    const all = await request(storefront).get('/policies');
    expect(all.text).not.toContain('退货');
  });

  it('opens a product at the variant named in the address', async () => {
    const page = await request(storefront).get('/p/skerry-rain-jacket?variant=skerry-rain-jacket.olive.m');
    expect(page.text).toContain('value="Olive" checked');
    expect(page.text).toContain('value="M" checked');
  });
});

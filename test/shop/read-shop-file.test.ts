import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.js';
import { generateDemoShop } from '../../src/shop/demo/generate-demo-shop.js';
import { parseShopText } from '../../src/shop/parse-shop-text.js';
import { readShopFile } from '../../src/shop/read-shop-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shop-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

const address = { line1: '1 Quay Street', city: 'Galway', postcode: 'H91 X4F7', country: 'Ireland' };

/** Loosely typed on purpose: tests break it in every way a file can be broken. */
// biome-ignore lint/suspicious/noExplicitAny: rubbish has no type
type Loose = any;

const aShop = (): Loose => ({
  shop: { id: 's', name: 'S', currency: 'EUR', policy: { proofs: ['email'] } },
  products: [
    {
      id: 'p1',
      title: 'Mug',
      category: 'Kitchen',
      description: '',
      variants: [{ id: 'v1', options: {}, price: 1200, stock: 3 }],
    },
  ],
  customers: [{ id: 'c1', firstName: 'A', lastName: 'B', email: 'a@example.com', address }],
  orders: [
    {
      id: 'o1',
      customerId: 'c1',
      status: 'pending',
      address,
      items: [{ productId: 'p1', variantId: 'v1', title: 'Mug', quantity: 2, price: 1200 }],
      shipping: 495,
      total: 2895,
    },
  ],
  policies: [],
});

function mistakesIn(change: (shop: Loose) => void): string[] {
  const shop = aShop();
  change(shop);
  const read = parseShopText(JSON.stringify(shop, null, 2));
  return read.kind === 'mistakes' ? read.details : [];
}

async function detailsOf(text: string | Uint8Array): Promise<string[]> {
  const path = join(folder, 'shop.json');
  await writeFile(path, text);
  return readShopFile(path).then(
    () => [],
    (error) => {
      expect(error).toBeInstanceOf(AppError);
      expect(error.code).toBe('SHOP_FILE_INVALID');
      return error.details;
    },
  );
}

describe('readShopFile', () => {
  it('reads a good file with its defaults, also behind a byte order mark', async () => {
    expect(await detailsOf(JSON.stringify(aShop()))).toEqual([]);
    expect(await detailsOf(`\uFEFF${JSON.stringify(aShop())}`)).toEqual([]);
  });

  it('reads a demo shop of three megabytes and the same comes out', async () => {
    const shop = generateDemoShop({ seed: '1', now: Date.UTC(2026, 0, 5), policies: [] });
    const path = join(folder, 'demo.json');
    await writeFile(path, JSON.stringify(shop, null, 1));
    expect(await readShopFile(path)).toEqual(shop);
  });

  it.each([
    ['empty', '', ['(line 1): the file is empty']],
    ['only spaces', ' \n\t', ['(line 1): the file is empty']],
    ['not JSON at all', 'shop: Harbour Lane', ['(line 1): this is not JSON']],
    ['JSON with a comma too many', '{\n  "shop": {},\n  "products": [1,]\n}', ['(line 3): this is not JSON']],
    ['cut off', '{\n"shop": {\n"id": "s"', ['(line 3): this is not JSON']],
    ['two documents', '{}\n{}', ['(line 2): this is not JSON']],
    ['a bad escape', '{"a": "x",\n"b": "\\x"}', ['(line 2): this is not JSON']],
    ['bytes that are not text', new Uint8Array([0xff, 0xfe, 0x00]), [expect.stringContaining('not UTF-8')]],
  ])('says what is wrong with a file that is %s', async (_name, text, details) => {
    expect(await detailsOf(text)).toEqual(details);
  });

  it('says so when there is no such file, when it is a folder, and when it is over 200 MB', async () => {
    const missing = await readShopFile(join(folder, 'none.json')).catch((error) => error);
    expect(missing.details[0]).toMatch(/none\.json: this file cannot be read/);
    const directory = await readShopFile(folder).catch((error) => error);
    expect(directory.code).toBe('SHOP_FILE_INVALID');
    const big = join(folder, 'big.json');
    const file = await open(big, 'w');
    await file.truncate(201 * 1024 * 1024);
    await file.close();
    const tooBig = await readShopFile(big).catch((error) => error);
    expect(tooBig.details[0]).toMatch(/201 MB are more than the 200 MB allowed/);
  });

  it('does not fall over rubbish nested a hundred thousand deep', async () => {
    expect(await detailsOf('['.repeat(100_000))).toHaveLength(1);
    expect((await detailsOf('['.repeat(100_000) + ']'.repeat(100_000))).length).toBeGreaterThan(0);
  });
});

describe('parseShopText', () => {
  it('names every mistake of shape at once, with path and line', () => {
    const details = mistakesIn((shop) => {
      shop.shop.currency = 'EURO';
      shop.products[0].variants[0].price = -1;
      delete shop.customers[0].email;
      shop.orders[0].status = 'lost';
    });
    expect(details).toEqual([
      expect.stringMatching(/^shop\.currency \(line 5\): /),
      expect.stringMatching(/^products\[0\]\.variants\[0\]\.price \(line 22\): /),
      expect.stringMatching(/^customers\[0\]\.email \(line 29\): is missing, expected string/),
      expect.stringMatching(/^orders\[0\]\.status \(line 45\): /),
    ]);
  });

  it.each<[string, (shop: Loose) => void, RegExp]>([
    [
      'customer',
      (shop) => {
        shop.orders[0].customerId = 'c9';
      },
      /^orders\[0\]\.customerId \(line \d+\): there is no customer "c9"$/,
    ],
    [
      'product',
      (shop) => {
        shop.orders[0].items[0].productId = 'p9';
      },
      /^orders\[0\]\.items\[0\]\.productId \(line \d+\): there is no product "p9"$/,
    ],
    [
      'variant',
      (shop) => {
        shop.orders[0].items[0].variantId = 'v9';
      },
      /^orders\[0\]\.items\[0\]\.variantId \(line \d+\): product "p1" has no variant "v9"$/,
    ],
    [
      'total',
      (shop) => {
        shop.orders[0].total = 2894;
      },
      /^orders\[0\]\.total \(line \d+\): 2894 does not match items and shipping, which make 2895$/,
    ],
    [
      'duplicate order',
      (shop) => {
        shop.orders.push({ ...shop.orders[0], id: '#O-1' });
      },
      /^orders\[1\]\.id \(line \d+\): "#O-1" is already the id of orders\[0\], "o1": only letters and digits count$/,
    ],
    [
      'duplicate variant',
      (shop) => {
        shop.products[0].variants.push(shop.products[0].variants[0]);
      },
      /^products\[0\]\.variants\[1\]\.id \(line \d+\): "v1" is already the id of variants\[0\]$/,
    ],
  ])('finds an order or list that contradicts itself: %s', (_name, change, expected) => {
    expect(mistakesIn(change)).toEqual([expect.stringMatching(expected)]);
  });

  it('lets refunds lower a total, but not by more than was refunded', () => {
    const refunded = (total: number) => (shop: Loose) => {
      shop.orders[0].total = total;
      shop.orders[0].payments = [{ kind: 'refund', amount: 1200, methodId: 'm' }];
    };
    expect(mistakesIn(refunded(1695))).toEqual([]);
    expect(mistakesIn(refunded(1694))).toHaveLength(1);
  });

  it('does not blame an order for a product that only has a mistake of its own', () => {
    const details = mistakesIn((shop) => {
      shop.products[0].title = '';
    });
    expect(details).toEqual([expect.stringMatching(/^products\[0\]\.title /)]);
  });

  it('finds contradictions also in a file with mistakes of shape elsewhere', () => {
    const details = mistakesIn((shop) => {
      shop.shop.name = 7;
      shop.orders[0].total = 1;
    });
    expect(details.map((detail) => detail.split(' ')[0])).toEqual(['shop.name', 'orders[0].total']);
  });

  it('points at the line of the value that is wrong, wherever a mistake is put', () => {
    const paths = [
      ['shop', 'name'],
      ['products', 0, 'category'],
      ['customers', 0, 'address', 'city'],
      ['orders', 0, 'items', 0, 'title'],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.integer({ min: 0, max: 4 }), (path, indent) => {
        const shop = aShop();
        const parent = path.slice(0, -1).reduce((value, part) => value[part], shop);
        parent[path.at(-1)!] = 123454321;
        const text = JSON.stringify(shop, null, indent);
        const line = text.slice(0, text.indexOf('123454321')).split('\n').length;
        const read = parseShopText(text);
        expect(read.kind === 'mistakes' && read.details[0]).toContain(`(line ${line})`);
      }),
    );
  });

  it('answers any JSON and any text with a shop or at least one mistake with a line', () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '1', 'null', '\n') }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const read = parseShopText(text);
        expect(read.kind).toBe('mistakes');
        if (read.kind === 'mistakes') {
          expect(read.details.length).toBeGreaterThan(0);
          for (const detail of read.details) expect(detail).toMatch(/\(line \d+\): ./);
        }
      }),
      { numRuns: 500 },
    );
  });
});

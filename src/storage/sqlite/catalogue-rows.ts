import { z } from 'zod';
import type { ProductId, ShopId } from '../../protocol/ids.js';
import { policyKey } from '../../shop/lookup-keys.js';
import { type PolicyPage, type Product, type Shop, shopSchema } from '../../shop/shop.js';
import type { ShopFile } from '../../shop/shop-file.js';
import { payloadRow, policyRow, productRow } from '../catalogue-payloads.js';
import type { Db } from './db.js';

export type CatalogueRows = {
  shop(shopId: ShopId): Shop | undefined;
  products(shopId: ShopId): Product[];
  product(shopId: ShopId, productId: ProductId): Product | undefined;
  updateProduct(shopId: ShopId, product: Product): void;
  policies(shopId: ShopId): PolicyPage[];
  digest(shopId: ShopId): string | undefined;
  /** Puts shop, products and policies in place of those that were there. */
  replace(file: Pick<ShopFile, 'shop' | 'products' | 'policies'>, digest: string | undefined): void;
};

const digestRow = z.object({ digest: z.string().nullable() }).optional();
const shopRow = payloadRow.pipe(shopSchema).optional();
const foundProductRow = productRow.optional();

/** What is nobody's: the shop itself, its products and its policies, in the order of the shop file. */
export function createCatalogueRows(db: Db): CatalogueRows {
  const shop = db.prepare('SELECT payload FROM shops WHERE shop_id = ?');
  const digest = db.prepare('SELECT digest FROM shops WHERE shop_id = ?');
  const products = db.prepare('SELECT payload FROM products WHERE shop_id = ? ORDER BY position');
  const product = db.prepare('SELECT payload FROM products WHERE shop_id = ? AND product_id = ?');
  const update = db.prepare('UPDATE products SET payload = ? WHERE shop_id = ? AND product_id = ?');
  const policies = db.prepare('SELECT payload FROM policies WHERE shop_id = ? ORDER BY position');
  return {
    shop: (shopId) => shopRow.parse(shop.get(shopId)),
    products: (shopId) => products.all(shopId).map((row) => productRow.parse(row)),
    product: (shopId, productId) => foundProductRow.parse(product.get(shopId, productId)),
    updateProduct: (shopId, changed) => {
      update.run(JSON.stringify(changed), shopId, changed.id);
    },
    policies: (shopId) => policies.all(shopId).map((row) => policyRow.parse(row)),
    digest: (shopId) => digestRow.parse(digest.get(shopId))?.digest ?? undefined,
    replace: prepareReplace(db),
  };
}

function prepareReplace(db: Db): CatalogueRows['replace'] {
  const removals = ['shops', 'products', 'policies'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE shop_id = ?`),
  );
  const insertShop = db.prepare('INSERT INTO shops (shop_id, payload, digest) VALUES (?, ?, ?)');
  const insertProduct = db.prepare('INSERT INTO products VALUES (?, ?, ?, ?)');
  const insertPolicy = db.prepare('INSERT INTO policies VALUES (?, ?, ?, ?)');
  return ({ shop, products, policies }, digest) => {
    for (const removal of removals) removal.run(shop.id);
    insertShop.run(shop.id, JSON.stringify(shop), digest ?? null);
    for (const [position, product] of products.entries()) {
      insertProduct.run(shop.id, position, product.id, JSON.stringify(product));
    }
    for (const [position, page] of policies.entries()) {
      insertPolicy.run(shop.id, position, policyKey(page), JSON.stringify(page));
    }
  };
}

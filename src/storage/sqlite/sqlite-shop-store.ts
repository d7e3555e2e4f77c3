import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { ProductId, ShopId } from '../../protocol/ids.js';
import type { PolicyPage, Product, Shop } from '../../shop/shop.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { type CatalogueRows, createCatalogueRows } from './catalogue-rows.js';
import { createOrderRows } from './order-rows.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { isConstraintFault } from './store-fault.js';

/** The shop in SQLite. The catalogue is also kept parsed in memory until the next import. */
export function createSqliteShopStore({ db, read, write }: SqliteConnection, cipher: Cipher): ShopStore {
  const catalogue = createCatalogueRows(db);
  const rows = createOrderRows(db, cipher);
  const snapshots = new Map<ShopId, Snapshot>();

  const snapshot = (shopId: ShopId): Snapshot => {
    const kept = snapshots.get(shopId) ?? readSnapshot(catalogue, shopId);
    // What is not there is not kept: anyone may ask for any name.
    if (kept.shop !== undefined) snapshots.set(shopId, kept);
    return kept;
  };

  return {
    importShop: async (file, digest) => {
      await write(() =>
        refusingRepeats(() => {
          rows.removeAll(file.shop.id);
          catalogue.replace(file, digest);
          for (const customer of file.customers) rows.insertCustomer(file.shop.id, customer);
          for (const order of file.orders) rows.insertOrder(file.shop.id, order);
        }),
      );
      snapshots.delete(file.shop.id);
    },
    importedDigest: (shopId) => read(() => catalogue.digest(shopId)),
    shop: (shopId) => read(() => snapshot(shopId).shop),
    products: (shopId) => read(() => snapshot(shopId).products),
    product: (shopId, productId) => read(() => snapshot(shopId).byId.get(productId)),
    policies: (shopId) => read(() => snapshot(shopId).policies),
    customer: (shopId, customerId) => read(() => rows.customer(shopId, customerId)),
    customerByEmail: (shopId, email) =>
      read(() => {
        // An address that two customers share proves neither.
        const [only, ...others] = rows.customersByEmail(shopId, email);
        return others.length === 0 ? only : undefined;
      }),
    customersByNameAndPostcode: (shopId, fullName, postcode) =>
      read(() => rows.customersByName(shopId, fullName, postcode)),
    ordersOf: (shopId, customerId) => read(() => rows.ordersOf(shopId, customerId)),
    order: (shopId, orderId) => read(() => rows.order(shopId, orderId)),
  };
}

type Snapshot = {
  shop: Shop | undefined;
  products: Product[];
  byId: Map<ProductId, Product>;
  policies: PolicyPage[];
};

function readSnapshot(catalogue: CatalogueRows, shopId: ShopId): Snapshot {
  const products = catalogue.products(shopId);
  return {
    shop: catalogue.shop(shopId),
    products,
    byId: new Map(products.map((product) => [product.id, product])),
    policies: catalogue.policies(shopId),
  };
}

/** The same id twice in one file is the file's mistake, not the store's. */
function refusingRepeats(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isConstraintFault(error)) throw error;
    throw new AppError('SHOP_FILE_INVALID', { cause: error, details: ['Two entries have the same id'] });
  }
}

import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import { keepActions } from '../../shop/keep-actions.js';
import type { ShopFile } from '../../shop/shop-file.js';
import type { ActionsMet, ShopStore } from '../../shop/shop-store.js';
import { createActionResultRows } from './action-result-rows.js';
import { createCatalogueRows } from './catalogue-rows.js';
import type { KeptCatalogue } from './kept-catalogue.js';
import { createOrderRows } from './order-rows.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { isConstraintFault } from './store-fault.js';

/** The shop in SQLite; its catalogue comes from `kept`. */
export function createSqliteShopStore(connection: SqliteConnection, cipher: Cipher, kept: KeptCatalogue): ShopStore {
  const { db, read, write } = connection;
  const catalogue = createCatalogueRows(db);
  const rows = createOrderRows(db, cipher);
  const results = createActionResultRows(db, cipher);

  const replaceAll = (newFile: ShopFile, digest: string | undefined): ActionsMet => {
    const { file, met } = keepActions(newFile, results.done(newFile.shop.id));
    rows.removeAll(file.shop.id);
    catalogue.replace(file, digest);
    for (const customer of file.customers) rows.insertCustomer(file.shop.id, customer);
    for (const order of file.orders) rows.insertOrder(file.shop.id, order);
    return met;
  };

  return {
    importShop: async (file, digest) => {
      const met = await write(() => refusingRepeats(() => replaceAll(file, digest)));
      kept.forget(file.shop.id);
      return met;
    },
    importedDigest: (shopId) => read(() => catalogue.digest(shopId)),
    shop: (shopId) => read(() => kept.of(shopId).shop),
    products: (shopId) => read(() => kept.of(shopId).products),
    product: (shopId, productId) => read(() => kept.of(shopId).byId.get(productId)),
    policies: (shopId) => read(() => kept.of(shopId).policies),
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

/** The same id twice in one file is the file's mistake, not the store's. */
function refusingRepeats<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isConstraintFault(error)) throw error;
    throw new AppError('SHOP_FILE_INVALID', { cause: error, details: ['Two entries have the same id'] });
  }
}

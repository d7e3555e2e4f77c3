import mongoose from 'mongoose';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { ShopId } from '../../protocol/ids.js';
import { keepActions } from '../../shop/keep-actions.js';
import type { ShopFile } from '../../shop/shop-file.js';
import type { ActionsMet, ShopStore } from '../../shop/shop-store.js';
import type { ActionResultRows } from './action-result-rows.js';
import type { CatalogueRows } from './catalogue-rows.js';
import type { CurrentShop } from './current-shop.js';
import type { Catalogue } from './kept-catalogue.js';
import { isDuplicate, orFault } from './mongo-fault.js';
import type { OrderRows } from './order-rows.js';
import type { Generation, ShopRows } from './shop-rows.js';
import { tryAgain } from './try-again.js';

export type ShopParts = {
  shops: ShopRows;
  current: CurrentShop;
  catalogueRows: CatalogueRows;
  catalogueOf: (shopId: ShopId) => Promise<Catalogue>;
  orders: OrderRows;
  results: ActionResultRows;
  log: Log;
};

/** The shop in MongoDB. */
export function createMongoShopStore(parts: ShopParts): ShopStore {
  const { shops, current, catalogueOf, orders } = parts;
  return {
    importShop: (file, digest) => orFault(() => tryAgain(() => tryImport(parts, file, digest))),
    importedDigest: (shopId) => orFault(() => shops.digest(shopId)),
    shop: (shopId) => orFault(async () => (await shops.current(shopId))?.shop),
    products: (shopId) => orFault(async () => (await catalogueOf(shopId)).products),
    product: (shopId, productId) => orFault(async () => (await catalogueOf(shopId)).byId.get(productId)),
    policies: (shopId) => orFault(async () => (await catalogueOf(shopId)).policies),
    customer: (shopId, customerId) =>
      orFault(() => current.read(shopId, undefined, (version) => current.customer(version, customerId))),
    customerByEmail: (shopId, email) =>
      orFault(() =>
        current.read(shopId, undefined, async (version) => {
          const found = await orders.customersByEmail(shopId, version.generation, email);
          // An address that two customers share proves neither.
          return found.length === 1 ? (await current.withActions(version, found))[0] : undefined;
        }),
      ),
    customersByNameAndPostcode: (shopId, fullName, postcode) =>
      orFault(() =>
        current.read(shopId, [], async (version) => {
          const found = await orders.customersByName(shopId, version.generation, fullName, postcode);
          return current.withActions(version, found);
        }),
      ),
    ordersOf: (shopId, customerId) =>
      orFault(() => current.read(shopId, [], (version) => current.ordersOf(version, customerId))),
    order: (shopId, orderId) =>
      orFault(() => current.read(shopId, undefined, (version) => current.order(version, orderId))),
  };
}

/**
 * Writes the file as rows beside those that count, then makes them count by one document, then removes the others: a
 * process may die anywhere between. Undefined when another import was quicker.
 */
async function tryImport(parts: ShopParts, newFile: ShopFile, digest?: string): Promise<ActionsMet | undefined> {
  const { shops, results } = parts;
  const shopId = newFile.shop.id;
  const previous = await shops.generation(shopId);
  const done = await results.done(shopId, 0);
  const { file, met } = keepActions(newFile, done.actions);
  const generation = new mongoose.Types.ObjectId();
  await removeLeftovers(parts, shopId, previous);
  await insertAll(parts, generation, file);
  const next = { generation, through: done.last, shop: file.shop, digest };
  const isCurrent = await shops.replace(previous, next);
  const surplus = isCurrent ? previous : generation;
  if (surplus !== undefined) await removeRows(parts, shopId, surplus);
  return isCurrent ? met : undefined;
}

/** The same id twice in one file is the file's mistake, not the store's. */
async function insertAll(parts: ShopParts, generation: Generation, file: ShopFile): Promise<void> {
  try {
    await parts.catalogueRows.insert(generation, file);
    await parts.orders.insert(generation, file);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await removeRows(parts, file.shop.id, generation);
    throw new AppError('SHOP_FILE_INVALID', { cause: error, details: ['Two entries have the same id'] });
  }
}

/** What cannot be removed now is a leftover of the next import. */
async function removeRows(parts: ShopParts, shopId: ShopId, generation: Generation): Promise<void> {
  try {
    for (const collection of collectionsOf(parts)) await collection.remove(shopId, generation);
  } catch (error) {
    parts.log.warn({ shopId, error: String(error) }, 'rows of a replaced import were left behind');
  }
}

/** No import takes this long: rows of older ones that do not count are nobody's. */
const LONGEST_IMPORT_S = 3600;

async function removeLeftovers(parts: ShopParts, shopId: ShopId, current: Generation | undefined): Promise<void> {
  const before = mongoose.Types.ObjectId.createFromTime(Math.floor(Date.now() / 1000) - LONGEST_IMPORT_S);
  for (const collection of collectionsOf(parts)) await collection.removeLeftovers(shopId, current, before);
}

function collectionsOf({ catalogueRows, orders }: ShopParts) {
  return [...catalogueRows.collections, ...orders.collections];
}

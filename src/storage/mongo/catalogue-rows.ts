import type { Connection } from 'mongoose';
import type { ShopId } from '../../protocol/ids.js';
import { policyKey } from '../../shop/lookup-keys.js';
import type { PolicyPage, Product } from '../../shop/shop.js';
import type { ShopFile } from '../../shop/shop-file.js';
import { policyRow, productRow } from '../catalogue-payloads.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import { createGenerationRows, type GenerationRows, generationFields } from './generation-rows.js';
import type { Generation } from './shop-rows.js';

export type CatalogueRows = {
  products(shopId: ShopId, generation: Generation): Promise<Product[]>;
  policies(shopId: ShopId, generation: Generation): Promise<PolicyPage[]>;
  insert(generation: Generation, file: ShopFile): Promise<void>;
  collections: GenerationRows[];
};

/** What is nobody's: the products and policies of an import, in the order of the shop file. */
export function createCatalogueRows(connection: Connection): CatalogueRows {
  const products = createPages(connection, 'Product', 'products');
  const policies = createPages(connection, 'Policy', 'policies');
  return {
    products: async (shopId, generation) =>
      (await products.list(shopId, generation)).map((row) => productRow.parse(row)),
    policies: async (shopId, generation) =>
      (await policies.list(shopId, generation)).map((row) => policyRow.parse(row)),
    insert: async (generation, file) => {
      await products.insert(file.products.map(toRow<Product>(file.shop.id, generation, ({ id }) => id)));
      await policies.insert(file.policies.map(toRow<PolicyPage>(file.shop.id, generation, policyKey)));
    },
    collections: [products, policies],
  };
}

function createPages(connection: Connection, name: string, collection: string) {
  const definition = { ...generationFields, position: requiredNumber, itemId: requiredText, payload: requiredText };
  const schema = collectionOf(definition, collection)
    .index({ shopId: 1, generation: 1, itemId: 1 }, { unique: true })
    .index({ shopId: 1, generation: 1, position: 1 });
  const model = connection.model<unknown>(name, schema);
  return {
    ...createGenerationRows(model),
    list: (shopId: ShopId, generation: Generation) =>
      model.find({ shopId, generation }, { payload: 1 }).sort({ position: 1 }).lean(),
  };
}

function toRow<Item>(shopId: ShopId, generation: Generation, idOf: (item: Item) => string) {
  return (item: Item, position: number) => {
    return { shopId, generation, position, itemId: idOf(item), payload: JSON.stringify(item) };
  };
}

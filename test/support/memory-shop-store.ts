import type { ShopId } from '../../src/protocol/ids.js';
import { orderNumberKey } from '../../src/shop/lookup-keys.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import type { ShopStore } from '../../src/shop/shop-store.js';

/** A ShopStore over shop files, for tests that are not about storing. */
export function createMemoryShopStore(...files: ShopFile[]): ShopStore {
  const shops = new Map<ShopId, ShopFile>(files.map((file) => [file.shop.id, file]));
  const digests = new Map<ShopId, string | undefined>();
  const customers = (shopId: ShopId) => shops.get(shopId)?.customers ?? [];
  const orders = (shopId: ShopId) => shops.get(shopId)?.orders ?? [];
  const newestFirst = (a: { placedAt?: string | undefined; id: string }, b: typeof a) =>
    (b.placedAt ?? '').localeCompare(a.placedAt ?? '') || a.id.localeCompare(b.id);
  return {
    importShop: async (file, digest) => {
      shops.set(file.shop.id, file);
      digests.set(file.shop.id, digest);
      return { kept: 0, overruled: 0 };
    },
    importedDigest: async (shopId) => digests.get(shopId),
    shop: async (shopId) => shops.get(shopId)?.shop,
    products: async (shopId) => shops.get(shopId)?.products ?? [],
    product: async (shopId, productId) => shops.get(shopId)?.products.find(({ id }) => id === productId),
    customer: async (shopId, customerId) => customers(shopId).find(({ id }) => id === customerId),
    customerByEmail: async (shopId, email) => customers(shopId).find((one) => same(one.email.trim(), email.trim())),
    customersByNameAndPostcode: async (shopId, fullName, postcode) =>
      customers(shopId).filter(
        ({ firstName, lastName, address }) =>
          same(`${firstName} ${lastName}`, fullName) && same(packed(address.postcode), packed(postcode)),
      ),
    ordersOf: async (shopId, customerId) =>
      orders(shopId)
        .filter((order) => order.customerId === customerId)
        .sort(newestFirst),
    order: async (shopId, orderId) => orders(shopId).find(({ id }) => orderNumberKey(id) === orderNumberKey(orderId)),
    policies: async (shopId) => shops.get(shopId)?.policies ?? [],
  };
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const packed = (text: string) => text.replace(/\s+/g, '');

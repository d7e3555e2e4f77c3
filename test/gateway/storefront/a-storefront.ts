import express, { type Express } from 'express';
import { createGuardRoute } from '../../../src/access/guard-route.js';
import { createStorefrontRoutes } from '../../../src/gateway/storefront/storefront-routes.js';
import { notFound, reportError } from '../../../src/http/report-error.js';
import { securityHeaders } from '../../../src/http/security-headers.js';
import { createLog } from '../../../src/log.js';
import type { CustomerId } from '../../../src/protocol/ids.js';
import type { BlobStore } from '../../../src/shop/blob-store.js';
import type { ShopFile } from '../../../src/shop/shop-file.js';
import type { ShopStore } from '../../../src/shop/shop-store.js';

type Options = { demoCustomerId?: CustomerId; pageDir?: string; blobs?: BlobStore };

/** The storefront alone, behind the headers every page gets, on a shop held in memory. */
export function aStorefront(
  file: ShopFile,
  { demoCustomerId, pageDir = '.', blobs = NO_BLOBS }: Options = {},
): Express {
  const router = createStorefrontRoutes({
    shopId: file.shop.id,
    shops: memoryShop(file),
    blobs,
    guard: createGuardRoute(async () => ({ kind: 'nobody' })),
    demoCustomerId,
    customerTokenFor: (customerId) => `token-of-${customerId}`,
    pageDir,
  });
  return express().use(securityHeaders(), router, notFound, reportError(createLog('silent')));
}

const NO_BLOBS: BlobStore = {
  put: async () => 'key',
  get: async () => undefined,
  eraseOwner: async () => 0,
  removeExpired: async () => 0,
};

/** The reads the storefront does, for one shop; its writes and look-ups of strangers are not its business. */
function memoryShop({ shop, products, customers, orders, policies }: ShopFile): ShopStore {
  const notNeeded = async () => undefined;
  const mine = (shopId: string) => shopId === shop.id;
  return {
    importShop: async () => ({ kept: 0, overruled: 0 }),
    importedDigest: notNeeded,
    shop: async (shopId) => (mine(shopId) ? shop : undefined),
    products: async (shopId) => (mine(shopId) ? products : []),
    product: async (shopId, id) => (mine(shopId) ? products.find((product) => product.id === id) : undefined),
    customer: async (shopId, id) => (mine(shopId) ? customers.find((customer) => customer.id === id) : undefined),
    customerByEmail: notNeeded,
    customersByNameAndPostcode: async () => [],
    ordersOf: async (shopId, id) =>
      orders
        .filter(({ customerId }) => mine(shopId) && customerId === id)
        .sort((a, b) => (b.placedAt ?? '').localeCompare(a.placedAt ?? '')),
    order: async (shopId, id) => (mine(shopId) ? orders.find((order) => order.id === id) : undefined),
    policies: async (shopId) => (mine(shopId) ? policies : []),
  };
}

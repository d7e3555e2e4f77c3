import { createHash } from 'node:crypto';
import type { BlobStore } from './blob-store.js';
import type { Product, Variant } from './shop.js';
import type { ShopFile } from './shop-file.js';
import type { ActionsMet, ShopStore } from './shop-store.js';

/** A picture that was moved to the blob store. */
export const BLOB_PREFIX = 'blob:';

/**
 * Puts a whole shop in place of what was there, unless it is the very content that is there already: what was done to
 * its orders since then stays done, however often the server starts. Of a new content, cancellations made here and
 * not known there outlive it (`keepActions`). Inline pictures go to the blob store first, so
 * that products stay small; the rows change in one transaction, and a crash before it leaves the old shop as it was.
 */
export async function importShop(parts: Parts, file: ShopFile): Promise<ImportOutcome> {
  const { shops, blobs } = parts;
  const shopId = file.shop.id;
  const digest = createHash('sha256').update(JSON.stringify(file)).digest('hex');
  const before = await shops.importedDigest(shopId);
  if (before === digest) return { kind: 'unchanged' };
  // What an import that was cut off left behind.
  await blobs.eraseOwner(shopId, ownerOf(digest));
  const store = pictureStore(blobs, shopId, ownerOf(digest));
  const products: Product[] = [];
  for (const product of file.products) products.push(await withStoredPictures(product, store));
  const met = await shops.importShop({ ...file, products }, digest);
  if (before !== undefined) await blobs.eraseOwner(shopId, ownerOf(before));
  return { kind: 'imported', ...met };
}

export type ImportOutcome = { kind: 'unchanged' } | ({ kind: 'imported' } & ActionsMet);

/** One line for whoever starts the server; what the chat did and the file did not know is never passed over. */
export function describeImport({ shop, products, orders }: ShopFile, outcome: ImportOutcome): string {
  const imported = `${shop.name}, ${outcome.kind}: ${products.length} products, ${orders.length} orders`;
  if (outcome.kind === 'unchanged') return imported;
  const met = [
    ...(outcome.kept > 0 ? [`${outcome.kept} not in the file yet (kept)`] : []),
    ...(outcome.overruled > 0 ? [`${outcome.overruled} gone on in the file (the file counts)`] : []),
  ];
  return met.length === 0 ? imported : `${imported}; done in the chat: ${met.join(', ')}`;
}

type Parts = { shops: ShopStore; blobs: BlobStore };

/** Pictures belong to the content they came with, so that the next content can remove them. */
function ownerOf(digest: string): string {
  return `catalogue-${digest}`;
}

type StorePicture = (picture: string) => Promise<string>;

async function withStoredPictures(product: Product, store: StorePicture): Promise<Product> {
  const variants: Variant[] = [];
  for (const variant of product.variants) {
    variants.push(variant.picture === undefined ? variant : { ...variant, picture: await store(variant.picture) });
  }
  return { ...product, variants, ...(product.picture !== undefined && { picture: await store(product.picture) }) };
}

/** The same picture on many variants is stored once. */
function pictureStore(blobs: BlobStore, shopId: string, owner: string): StorePicture {
  const kept = new Map<string, string>();
  return async (picture) => {
    if (!picture.trimStart().startsWith('<svg')) return picture;
    const known = kept.get(picture);
    if (known !== undefined) return known;
    const key = await blobs.put({ shopId, owner, type: 'image/svg+xml', bytes: new TextEncoder().encode(picture) });
    kept.set(picture, `${BLOB_PREFIX}${key}`);
    return `${BLOB_PREFIX}${key}`;
  };
}

import { createHash } from 'node:crypto';
import type { BlobStore } from './blob-store.js';
import type { Product, Variant } from './shop.js';
import type { ShopFile } from './shop-file.js';
import type { ShopStore } from './shop-store.js';

/** Pictures of the catalogue belong to it, so that the next import can remove them. */
const CATALOGUE = 'catalogue';

/** A picture that was moved to the blob store. */
export const BLOB_PREFIX = 'blob:';

/**
 * Puts a whole shop in place of what was there. Inline pictures go to the blob store first, so that products stay
 * small; the rows change in one transaction, and a crash before it leaves the old shop as it was.
 */
export async function importShop(parts: { shops: ShopStore; blobs: BlobStore }, file: ShopFile): Promise<void> {
  const owner = `${CATALOGUE}-${createHash('sha256').update(JSON.stringify(file.products)).digest('hex').slice(0, 12)}`;
  const store = pictureStore(parts.blobs, file.shop.id, owner);
  const products: Product[] = [];
  for (const product of file.products) products.push(await withStoredPictures(product, store));
  await parts.shops.importShop({ ...file, products });
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

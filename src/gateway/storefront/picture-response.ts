import type { Response } from 'express';
import type { ShopId } from '../../protocol/ids.js';
import type { BlobStore } from '../../shop/blob-store.js';
import { drawPlaceholder } from '../../shop/demo/draw-placeholder.js';
import { BLOB_PREFIX } from '../../shop/import-shop.js';
import type { Product, Variant } from '../../shop/shop.js';

type Pictures = { blobs: BlobStore; shopId: ShopId };

/** Sends a variant's picture: its own, one of the same colour, the product's, or a drawing of what it seems to be. */
export async function sendPicture(
  response: Response,
  pictures: Pictures,
  product: Product,
  variant: Variant,
): Promise<void> {
  const picture = pictureFor(product, variant);
  if (picture !== undefined && isAddress(picture)) {
    response.redirect(302, picture);
    return;
  }
  const stored = await load(pictures, picture);
  const { type, bytes } = stored ?? { type: SVG, bytes: Buffer.from(drawPlaceholder(product, variant)) };
  response
    .set({
      // A picture may come from anyone: as a document of its own it may do nothing.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'Cache-Control': 'public, max-age=86400, stale-while-revalidate=604800',
      'Content-Type': type,
    })
    .send(Buffer.from(bytes));
}

const SVG = 'image/svg+xml; charset=utf-8';

function pictureFor(product: Product, variant: Variant): string | undefined {
  const sameLook = product.variants.find(
    ({ picture, swatch }) => picture !== undefined && swatch !== undefined && swatch === variant.swatch,
  );
  return variant.picture ?? sameLook?.picture ?? product.picture;
}

function isAddress(picture: string): boolean {
  return /^https:\/\//i.test(picture) || /^\/(?![/\\])/.test(picture);
}

async function load(
  { blobs, shopId }: Pictures,
  picture: string | undefined,
): Promise<{ type: string; bytes: Uint8Array } | undefined> {
  if (picture === undefined) return undefined;
  if (picture.startsWith(BLOB_PREFIX)) return blobs.get(shopId, picture.slice(BLOB_PREFIX.length));
  return picture.trimStart().startsWith('<svg') ? { type: SVG, bytes: Buffer.from(picture) } : undefined;
}

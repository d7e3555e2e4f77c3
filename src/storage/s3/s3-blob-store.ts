import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.js';
import { AppError } from '../../errors.js';
import { type BlobStore, MAX_BLOB_BYTES } from '../../shop/blob-store.js';
import { openS3Bucket, type S3Bucket, type S3Place } from './s3-bucket.js';

type Options = { place: S3Place; clock: Clock; listedAtOnce?: number };

/** Removed side by side. */
const REMOVED_AT_ONCE = 16;
/** 160 random bits. */
const RANDOM_BYTES = 20;

/**
 * Blobs as objects `blobs/<shop>/<owner>/<random>[-<expiry>]`: what an owner has is found by a prefix, and shop and
 * owner are hashes. Of one that expires `expiring/<time>/<shop>/<key>` says so, written first and removed last, so that
 * what has expired is found in order of time without looking at anything else.
 * @throws BLOB_STORE_INVALID with what the store has against the settings, STORE_UNAVAILABLE
 */
export async function openS3BlobStore({ place, clock, listedAtOnce }: Options): Promise<BlobStore> {
  const bucket = openS3Bucket(place, listedAtOnce);
  await bucket.check();
  return {
    put: async ({ shopId, owner, type, bytes, expiresAt }) => {
      if (bytes.length > MAX_BLOB_BYTES) throw new AppError('BLOB_TOO_LARGE');
      const blob = { shop: hashOf(shopId), owner: hashOf(shopId, owner), random: newName(), expiresAt };
      if (expiresAt !== undefined) await bucket.put(expiryName(blob), 'text/plain', new Uint8Array());
      await bucket.put(objectName(blob), type, bytes);
      return keyOf(blob);
    },
    get: async (shopId, key) => {
      const blob = parseKey(hashOf(shopId), key);
      if (blob === undefined || (blob.expiresAt ?? Number.POSITIVE_INFINITY) <= clock.now()) return undefined;
      return bucket.get(objectName(blob));
    },
    eraseOwner: (shopId, owner) => eraseOwner(bucket, hashOf(shopId), hashOf(shopId, owner)),
    removeExpired: (now) => removeExpired(bucket, now),
  };
}

/** `shop` and `owner` are hashes. */
type Blob = { shop: string; owner: string; random: string; expiresAt: number | undefined };

/** Of the shop alone, or of an owner in it; neither can be read from it. */
function hashOf(...names: string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32);
}

function newName(): string {
  return randomBytes(RANDOM_BYTES).toString('hex');
}

/** Digits that are in order as text. */
function timeOf(expiresAt: number): string {
  return String(expiresAt).padStart(16, '0');
}

function keyOf({ owner, random, expiresAt }: Blob): string {
  return `${owner}-${random}${expiresAt === undefined ? '' : `-${timeOf(expiresAt)}`}`;
}

const KEY = /^([0-9a-f]{32})-([0-9a-f]{40})(?:-(\d{16}))?$/;

function parseKey(shop: string, key: string): Blob | undefined {
  const [, owner, random, time] = KEY.exec(key) ?? [];
  if (owner === undefined || random === undefined) return undefined;
  return { shop, owner, random, expiresAt: time === undefined ? undefined : Number(time) };
}

const BLOBS = 'blobs';
const EXPIRING = 'expiring';

function objectName({ shop, owner, random, expiresAt }: Blob): string {
  return `${BLOBS}/${shop}/${owner}/${random}${expiresAt === undefined ? '' : `-${timeOf(expiresAt)}`}`;
}

function expiryName(blob: Blob): string {
  return `${EXPIRING}/${timeOf(blob.expiresAt ?? 0)}/${blob.shop}/${keyOf(blob)}`;
}

async function eraseOwner(bucket: S3Bucket, shop: string, owner: string): Promise<number> {
  let erased = 0;
  for await (const names of bucket.list(`${BLOBS}/${shop}/${owner}/`)) {
    const blobs = names.flatMap((name) => parseKey(shop, `${owner}-${name.split('/').at(-1)}`) ?? []);
    await removeAll(bucket, blobs);
    erased += blobs.length;
  }
  return erased;
}

async function removeExpired(bucket: S3Bucket, now: number): Promise<number> {
  let removed = 0;
  for await (const names of bucket.list(`${EXPIRING}/`)) {
    const blobs = names.flatMap((name) => {
      const [, , shop = '', key = ''] = name.split('/');
      return parseKey(shop, key) ?? [];
    });
    const expired = blobs.filter(({ expiresAt }) => expiresAt !== undefined && expiresAt <= now);
    await removeAll(bucket, expired);
    removed += expired.length;
    if (expired.length < blobs.length) break;
  }
  return removed;
}

async function removeAll(bucket: S3Bucket, blobs: Blob[]): Promise<void> {
  for (let from = 0; from < blobs.length; from += REMOVED_AT_ONCE) {
    await Promise.all(
      blobs.slice(from, from + REMOVED_AT_ONCE).map(async (blob) => {
        await bucket.remove(objectName(blob));
        if (blob.expiresAt !== undefined) await bucket.remove(expiryName(blob));
      }),
    );
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../clock.js';
import { AppError } from '../../errors.js';
import { type BlobStore, MAX_BLOB_BYTES } from '../../shop/blob-store.js';

/** 160 random bits, in digits that no file system folds together. */
const KEY_BYTES = 20;
const KEY = /^[0-9a-f]{40}$/;

const metadataSchema = z.object({ owner: z.string(), type: z.string(), expiresAt: z.number().optional() });
type Metadata = z.infer<typeof metadataSchema>;

/**
 * Blobs as files: `<dataDir>/blobs/<shop>/<key>` and `<key>.json` beside it. The metadata is written first and
 * removed last, so that there is never a file whose owner is not known.
 */
export function createDiskBlobStore({ dataDir, clock }: { dataDir: string; clock: Clock }): BlobStore {
  const root = join(dataDir, 'blobs');
  return {
    put: ({ shopId, owner, type, bytes, expiresAt }) =>
      guarded(async () => {
        if (bytes.length > MAX_BLOB_BYTES) throw new AppError('BLOB_TOO_LARGE');
        const folder = shopFolder(root, shopId);
        const key = randomBytes(KEY_BYTES).toString('hex');
        const metadata: Metadata = { owner, type, ...(expiresAt !== undefined && { expiresAt }) };
        await mkdir(folder, { recursive: true });
        await writeDurably(folder, `${key}.json`, JSON.stringify(metadata));
        await writeDurably(folder, key, bytes);
        return key;
      }),
    get: (shopId, key) =>
      guarded(async () => {
        if (!KEY.test(key)) return undefined;
        const folder = shopFolder(root, shopId);
        const metadata = await readMetadata(folder, key);
        if (metadata === undefined || hasExpired(metadata, clock.now())) return undefined;
        const bytes = await unlessMissing(readFile(join(folder, key)));
        return bytes && { type: metadata.type, bytes };
      }),
    eraseOwner: (shopId, owner) =>
      guarded(() => removeWhere(shopFolder(root, shopId), (metadata) => metadata.owner === owner)),
    removeExpired: (now) =>
      guarded(async () => {
        let removed = 0;
        for (const shop of await listFolder(root)) {
          removed += await removeWhere(join(root, shop), (metadata) => hasExpired(metadata, now));
        }
        return removed;
      }),
  };
}

/** A shop's name may be `..`; its hash is always one plain folder name. */
function shopFolder(root: string, shopId: string): string {
  return join(root, createHash('sha256').update(shopId, 'utf8').digest('hex').slice(0, 32));
}

function hasExpired({ expiresAt }: Metadata, now: number): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

async function removeWhere(folder: string, isDoomed: (metadata: Metadata) => boolean): Promise<number> {
  const keys = (await listFolder(folder)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
  let removed = 0;
  for (const key of keys) {
    const metadata = await readMetadata(folder, key);
    if (metadata === undefined || !isDoomed(metadata)) continue;
    await rm(join(folder, `${key}.part`), { force: true });
    await rm(join(folder, key), { force: true });
    await rm(join(folder, `${key}.json`), { force: true });
    removed++;
  }
  if (removed > 0) await syncFolder(folder);
  return removed;
}

async function readMetadata(folder: string, key: string): Promise<Metadata | undefined> {
  const text = await unlessMissing(readFile(join(folder, `${key}.json`), 'utf8'));
  return text === undefined ? undefined : metadataSchema.parse(JSON.parse(text));
}

/** Whole or not there, also after a power cut: the name appears once the bytes are on disk. */
async function writeDurably(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const part = join(folder, `${name}.part`);
  const file = await open(part, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, join(folder, name));
  await syncFolder(folder);
}

/** Makes the names in a folder durable. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function listFolder(folder: string): Promise<string[]> {
  return (await unlessMissing(readdir(folder))) ?? [];
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('STORE_UNAVAILABLE', { cause: error });
  }
}

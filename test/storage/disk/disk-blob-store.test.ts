import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.js';
import { createDiskBlobStore } from '../../../src/storage/disk/disk-blob-store.js';
import { blobStoreContract } from '../../contract/blob-store-contract.js';

function temporaryFolder() {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-blobs-'));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

blobStoreContract('disk', async (clock) => {
  const { dataDir, remove } = temporaryFolder();
  const openBlobs = () => createDiskBlobStore({ dataDir, clock });
  return { blobs: openBlobs(), reopen: async () => ({ blobs: openBlobs() }), close: async () => remove() };
});

describe('the disk blob store', () => {
  const picture = { shopId: 'shop-1', owner: 'visitor-1', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
  const filesIn = (dataDir: string) =>
    readdirSync(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

  it('writes below its own folder only, whatever the shop is called', async () => {
    const { dataDir, remove } = temporaryFolder();
    const blobs = createDiskBlobStore({ dataDir: join(dataDir, 'data'), clock: systemClock });
    for (const shopId of ['..', '../..', '/etc', 'a/b', '']) await blobs.put({ ...picture, shopId });
    expect(readdirSync(dataDir)).toEqual(['data']);
    expect(readdirSync(join(dataDir, 'data'))).toEqual(['blobs']);
    remove();
  });

  it('leaves nothing on the disk of what it erased, also not what a crash left half written', async () => {
    const { dataDir, remove } = temporaryFolder();
    const blobs = createDiskBlobStore({ dataDir, clock: systemClock });
    const key = await blobs.put(picture);
    const [{ parentPath = '' } = {}] = filesIn(dataDir);
    writeFileSync(join(parentPath, `${key}.part`), 'half of a blob');
    expect(existsSync(join(parentPath, key))).toBe(true);
    await blobs.eraseOwner('shop-1', 'visitor-1');
    expect(filesIn(dataDir)).toEqual([]);
    remove();
  });

  it('has nothing of a blob whose bytes were never finished', async () => {
    const { dataDir, remove } = temporaryFolder();
    const blobs = createDiskBlobStore({ dataDir, clock: systemClock });
    const key = await blobs.put(picture);
    const [{ parentPath = '' } = {}] = filesIn(dataDir);
    rmSync(join(parentPath, key));
    expect(await blobs.get('shop-1', key)).toBeUndefined();
    expect(await blobs.eraseOwner('shop-1', 'visitor-1')).toBe(1);
    remove();
  });

  it('says that nothing can be saved when it cannot write', async () => {
    const { dataDir, remove } = temporaryFolder();
    writeFileSync(join(dataDir, 'blobs'), 'a file where the folder should be');
    const blobs = createDiskBlobStore({ dataDir, clock: systemClock });
    await expect(blobs.put(picture)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    remove();
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.js';
import { type BlobStore, MAX_BLOB_BYTES } from '../../src/shop/blob-store.js';

export type OpenedBlobs = { blobs: BlobStore; reopen(): Promise<{ blobs: BlobStore }>; close(): Promise<void> };

const bytes = new Uint8Array([0, 1, 2, 254, 255]);
const picture = { shopId: 'shop-1', owner: 'visitor-1', type: 'image/png', bytes };

/** What every adapter of the blob store must do. It is opened with a clock the suite moves. */
export function blobStoreContract(name: string, open: (clock: Clock) => Promise<OpenedBlobs>): void {
  describe(`${name}: the blob store`, () => {
    let opened: OpenedBlobs;
    let blobs: BlobStore;
    let now: number;
    beforeEach(async () => {
      now = 1_000_000;
      opened = await open({ now: () => now });
      blobs = opened.blobs;
    });
    afterEach(() => opened.close());

    it('gives back the bytes and the type', async () => {
      const key = await blobs.put(picture);
      const got = await blobs.get('shop-1', key);
      expect(got?.type).toBe('image/png');
      expect(new Uint8Array(got?.bytes ?? [])).toEqual(bytes);
    });

    it('gives the same bytes another key each time, safe in a URL', async () => {
      const keys = [await blobs.put(picture), await blobs.put(picture)];
      expect(new Set(keys).size).toBe(2);
      for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{20,}$/);
    });

    it('keeps an empty blob', async () => {
      const key = await blobs.put({ ...picture, bytes: new Uint8Array() });
      expect((await blobs.get('shop-1', key))?.bytes).toHaveLength(0);
    });

    it('keeps the largest blob there may be, and refuses a larger one', async () => {
      const largest = new Uint8Array(MAX_BLOB_BYTES).fill(7);
      const key = await blobs.put({ ...picture, bytes: largest });
      expect(Buffer.compare((await blobs.get('shop-1', key))?.bytes ?? new Uint8Array(), largest)).toBe(0);
      const larger = { ...picture, bytes: new Uint8Array(MAX_BLOB_BYTES + 1) };
      await expect(blobs.put(larger)).rejects.toMatchObject({ code: 'BLOB_TOO_LARGE' });
    });

    it.each(['', '.', '..', '../secrets.json', '..%2Fsecrets.json', 'a/b', '\u0000', 'x'.repeat(5000), '__proto__'])(
      'has nothing under the key %j',
      async (key) => {
        await blobs.put(picture);
        expect(await blobs.get('shop-1', key)).toBeUndefined();
      },
    );

    it('keeps shops apart, whatever they are called', async () => {
      const names = ['shop-1', '..', '.', '../shop-1', 'SHOP-1'];
      const keys = await Promise.all(names.map((shopId) => blobs.put({ ...picture, shopId })));
      for (const [index, shopId] of names.entries()) {
        for (const [other, key] of keys.entries()) {
          expect((await blobs.get(shopId, key)) !== undefined).toBe(index === other);
        }
      }
    });

    it('hides a blob once it has expired, then removes it', async () => {
      const brief = await blobs.put({ ...picture, expiresAt: now + 10 });
      const lasting = await blobs.put(picture);
      expect(await blobs.get('shop-1', brief)).toBeDefined();
      now += 10;
      expect(await blobs.get('shop-1', brief)).toBeUndefined();
      expect(await blobs.removeExpired(now - 1)).toBe(0);
      expect(await blobs.removeExpired(now)).toBe(1);
      expect(await blobs.removeExpired(now)).toBe(0);
      expect(await blobs.get('shop-1', lasting)).toBeDefined();
    });

    it('removes what has expired from every shop, the rest stays until its own time', async () => {
      const times = [30, 10, 20, 10];
      const keys = await Promise.all(
        times.map((ms, index) => blobs.put({ ...picture, shopId: `shop-${index}`, expiresAt: now + ms })),
      );
      expect(await blobs.removeExpired(now + 10)).toBe(2);
      const left = await Promise.all(keys.map((key, index) => blobs.get(`shop-${index}`, key)));
      expect(left.map((blob) => blob !== undefined)).toEqual([true, false, true, false]);
      expect(await blobs.eraseOwner('shop-0', 'visitor-1')).toBe(1);
      expect(await blobs.removeExpired(now + 1000)).toBe(1);
    });

    it('does not lengthen a blob’s life by a changed key', async () => {
      const key = await blobs.put({ ...picture, expiresAt: now + 10 });
      now += 20;
      for (const changed of [key.replace(/\d+$/, '9999999999999'), `${key}9`, key.slice(0, -8)]) {
        expect(await blobs.get('shop-1', changed)).toBeUndefined();
      }
    });

    it('erases all that an owner has in this shop and nothing else', async () => {
      const mine = [await blobs.put(picture), await blobs.put(picture)];
      const elsewhere = await blobs.put({ ...picture, shopId: 'shop-2' });
      const others = await blobs.put({ ...picture, owner: 'visitor-2' });
      expect(await blobs.eraseOwner('shop-1', 'visitor-1')).toBe(2);
      for (const key of mine) expect(await blobs.get('shop-1', key)).toBeUndefined();
      expect(await blobs.get('shop-2', elsewhere)).toBeDefined();
      expect(await blobs.get('shop-1', others)).toBeDefined();
      expect(await blobs.eraseOwner('shop-1', 'visitor-1')).toBe(0);
      expect(await blobs.eraseOwner('nowhere', 'visitor-1')).toBe(0);
    });

    it('has everything after a restart', async () => {
      const key = await blobs.put(picture);
      const { blobs: later } = await opened.reopen();
      expect(new Uint8Array((await later.get('shop-1', key))?.bytes ?? [])).toEqual(bytes);
    });
  });
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.js';
import { openS3BlobStore } from '../../../src/storage/s3/s3-blob-store.js';
import { openS3Bucket, type S3Place } from '../../../src/storage/s3/s3-bucket.js';
import { blobStoreContract } from '../../contract/blob-store-contract.js';
import { missing } from '../../support/require-parts.js';
import { noS3, type S3Server, startS3 } from '../../support/s3-server.js';

describe.skipIf(missing(noS3()))('files in S3', () => {
  let s3: S3Server;
  let buckets = 0;
  /** A bucket that nothing is in. */
  const newPlace = async (): Promise<S3Place> => {
    const bucket = `files-${++buckets}`;
    await s3.makeBucket(bucket);
    return { ...s3.place, bucket };
  };
  beforeAll(async () => {
    s3 = await startS3();
  });
  afterAll(() => s3.kill());

  blobStoreContract('S3', async (clock) => {
    const place = await newPlace();
    const open = () => openS3BlobStore({ place, clock, listedAtOnce: 2 });
    return { blobs: await open(), reopen: async () => ({ blobs: await open() }), close: async () => undefined };
  });

  describe('the S3 blob store', () => {
    const picture = { shopId: 'shop-1', owner: 'ada@example.com', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
    const namesIn = async (place: S3Place) => {
      const names = [];
      for await (const page of openS3Bucket(place).list('')) names.push(...page);
      return names;
    };

    it('erases more than fit on one page of a list, and leaves nothing in the bucket', async () => {
      const place = await newPlace();
      const blobs = await openS3BlobStore({ place, clock: systemClock, listedAtOnce: 3 });
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          blobs.put({ ...picture, ...(index % 2 === 0 && { expiresAt: Date.now() + 60_000 }) }),
        ),
      );
      expect(await namesIn(place)).toHaveLength(30);
      expect(await blobs.eraseOwner('shop-1', 'ada@example.com')).toBe(20);
      expect(await namesIn(place)).toEqual([]);
    });

    it('says nothing of the owner or the shop in a name or a key', async () => {
      const place = await newPlace();
      const blobs = await openS3BlobStore({ place, clock: systemClock });
      const key = await blobs.put({ ...picture, expiresAt: Date.now() + 60_000 });
      expect([key, ...(await namesIn(place))].join()).not.toMatch(/ada@|example|shop-1/);
    });

    it.each([
      ['a key it does not know', { accessKeyId: 'AKIAUNKNOWN' }, 'InvalidAccessKeyId'],
      ['a wrong secret', { secretAccessKey: 'not-the-secret' }, 'SignatureDoesNotMatch'],
      ['a bucket that is not there', { bucket: 'nowhere' }, 'NoSuchBucket'],
    ])('says at the start that S3 refuses %s', async (_what, changes, code) => {
      const place = { ...s3.place, ...changes };
      const refusal = await openS3BlobStore({ place, clock: systemClock }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'BLOB_STORE_INVALID', details: [expect.stringContaining(code)] });
      expect(JSON.stringify(refusal)).not.toContain(place.secretAccessKey);
    });

    it('refuses a bucket that keeps old versions, where erasing would not erase', async () => {
      await s3.makeBucket('versioned', true);
      const opening = openS3BlobStore({ place: { ...s3.place, bucket: 'versioned' }, clock: systemClock });
      await expect(opening).rejects.toMatchObject({
        code: 'BLOB_STORE_INVALID',
        details: [expect.stringContaining('versions')],
      });
    });

    it('says at the start that nothing answers', async () => {
      const place = { ...s3.place, endpoint: 'http://127.0.0.1:1' };
      await expect(openS3BlobStore({ place, clock: systemClock })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    });
  });

  describe('while S3 goes away', () => {
    const picture = { shopId: 'shop-1', owner: 'o', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
    let own: S3Server;
    beforeEach(async () => {
      own = await startS3();
    });
    afterEach(() => own.kill());

    it('refuses, and stores again once it is back', { timeout: 60_000 }, async () => {
      const blobs = await openS3BlobStore({ place: own.place, clock: systemClock });
      const key = await blobs.put(picture);
      await own.kill();
      await expect(blobs.put(picture)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await expect(blobs.get('shop-1', key)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await expect(blobs.eraseOwner('shop-1', 'o')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await own.revive();
      const later = await openS3BlobStore({ place: own.place, clock: systemClock });
      const again = await later.put(picture);
      expect(await later.get('shop-1', again)).toMatchObject({ type: 'image/png' });
      // It forgot the bucket with the rest: that is a fault, never "there is no such file".
      const elsewhere = openS3Bucket({ ...own.place, bucket: 'forgotten' });
      await expect(elsewhere.get('blobs/x')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    });

    it('bears that it does not answer for a moment', async () => {
      const blobs = await openS3BlobStore({ place: own.place, clock: systemClock });
      own.process.kill('SIGSTOP');
      const putting = blobs.put(picture);
      await new Promise((resolve) => setTimeout(resolve, 500));
      own.process.kill('SIGCONT');
      expect(await blobs.get('shop-1', await putting)).toMatchObject({ type: 'image/png' });
    });
  });
});

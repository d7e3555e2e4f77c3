import type { Clock } from '../clock.js';
import type { BlobStore } from './blob-store.js';

/** Job `remove-expired-blobs`, once an hour: what has expired is hidden at once and gone soon after. */
export const REMOVE_EXPIRED_BLOBS = 'remove-expired-blobs';
export const REMOVE_EXPIRED_EVERY_MS = 3_600_000;

export function createExpiredBlobsHandler({ blobs, clock }: { blobs: BlobStore; clock: Clock }): () => Promise<void> {
  return async () => {
    await blobs.removeExpired(clock.now());
  };
}

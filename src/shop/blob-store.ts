/**
 * Port: files that are not rows (pictures now, uploads later). A blob belongs to a shop and an owner, so that
 * erasing the owner erases the blob. Keys are opaque to callers and safe in a URL.
 */
export type BlobStore = {
  /** @throws BLOB_TOO_LARGE above MAX_BLOB_BYTES; STORE_UNAVAILABLE, also when it may have been stored */
  put(blob: { shopId: string; owner: string; type: string; bytes: Uint8Array; expiresAt?: number }): Promise<string>;
  /** undefined when there is none, or when it has expired. */
  get(shopId: string, key: string): Promise<{ type: string; bytes: Uint8Array } | undefined>;
  /** Removes everything `owner` has in this shop; answers how many blobs that were. */
  eraseOwner(shopId: string, owner: string): Promise<number>;
  /** Removes what expired before `now`. */
  removeExpired(now: number): Promise<number>;
};

/** A blob is written and read whole. */
export const MAX_BLOB_BYTES = 16 * 1024 * 1024;

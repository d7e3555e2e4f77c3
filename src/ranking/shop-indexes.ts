import type { Log } from '../log.js';
import type { ShopId } from '../protocol/ids.js';
import type { Encoder } from '../understanding/encoder.js';

/** What a search index is made from: `texts` are encoded one by one; `build` is called again when that is done. */
export type Source<Index> = {
  texts: string[];
  /** @param vectors of `texts`, in their order; undefined while there are none */
  build(vectors: Float32Array[] | undefined): Index;
};

export type ShopIndexes<Index> = {
  /** The best index there is right now: without vectors until they have been made. */
  of(shopId: ShopId): Promise<Index>;
  /** Reads the shop again; resolves when the new index is whole, or its vectors have failed. */
  refresh(shopId: ShopId): Promise<void>;
};

type Parts<Index> = { read(shopId: ShopId): Promise<Source<Index>>; encoder: Encoder; log: Log };

type Kept<Index> = { source: Source<Index>; index: Index; vectors: 'none' | 'under-way' | 'there' };

/** Texts in one request to the encoder: few enough that its bounded queue has room for others. */
const BATCH = 64;
const BATCH_TIMEOUT_MS = 60_000;

/**
 * One search index per shop, made when first asked for. Vectors are made in the background and never waited for;
 * when the encoder fails, searches go on without them and the next one tries again.
 */
export function createShopIndexes<Index>({ read, encoder, log }: Parts<Index>): ShopIndexes<Index> {
  const shops = new Map<ShopId, Promise<Kept<Index>>>();

  const open = (shopId: ShopId): Promise<Kept<Index>> => {
    const opening = read(shopId).then(
      (source): Kept<Index> => ({ source, index: source.build(undefined), vectors: 'none' }),
    );
    shops.set(shopId, opening);
    opening.catch(() => {
      if (shops.get(shopId) === opening) shops.delete(shopId);
    });
    return opening;
  };

  const addVectors = async (shopId: ShopId, kept: Kept<Index>): Promise<void> => {
    if (kept.vectors !== 'none') return;
    kept.vectors = 'under-way';
    try {
      const vectors = await encodeAll(encoder, kept.source.texts);
      kept.index = kept.source.build(vectors);
      kept.vectors = 'there';
    } catch (error) {
      kept.vectors = 'none';
      log.warn({ shopId, error }, 'search index without vectors');
    }
  };

  return {
    of: async (shopId) => {
      const kept = await (shops.get(shopId) ?? open(shopId));
      void addVectors(shopId, kept);
      return kept.index;
    },
    refresh: async (shopId) => addVectors(shopId, await open(shopId)),
  };
}

async function encodeAll(encoder: Encoder, texts: string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += BATCH) {
    const batch = texts.slice(start, start + BATCH);
    vectors.push(...(await encoder.encode(batch, { lane: 'background', timeoutMs: BATCH_TIMEOUT_MS })));
  }
  return vectors;
}

import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.js';
import { shopIdSchema } from '../../src/protocol/ids.js';
import { createShopIndexes } from '../../src/ranking/shop-indexes.js';
import type { Encoder } from '../../src/understanding/encoder.js';

const log = createLog('silent');
const shopId = shopIdSchema.parse('shop');
const otherId = shopIdSchema.parse('other');

/** An encoder that answers when told to. */
function heldEncoder() {
  const waiting: { resolve: () => void; reject: () => void }[] = [];
  const lanes: (string | undefined)[] = [];
  const encoder: Encoder = {
    dimensions: 1,
    read: async () => [],
    encode: (texts, options) =>
      new Promise((resolve, reject) => {
        lanes.push(options?.lane);
        waiting.push({
          resolve: () => resolve(texts.map(() => Float32Array.of(1))),
          reject: () => reject(new Error('down')),
        });
      }),
  };
  const settle = async (how: 'resolve' | 'reject') => {
    waiting.shift()?.[how]();
    await new Promise(setImmediate);
  };
  return { encoder, settle, lanes, waiting };
}

type Index = { name: string; hasVectors: boolean };

function indexesOver(encoder: Encoder, texts: Record<string, string[]>) {
  return createShopIndexes<Index>({
    encoder,
    log,
    read: async (id) => {
      const own = texts[id];
      if (own === undefined) throw new Error('store down');
      const name = own.join();
      return { texts: own, build: (vectors) => ({ name, hasVectors: vectors?.length === own.length }) };
    },
  });
}

describe('the indexes of shops', () => {
  it('answers at once without vectors, and with them when they are there', async () => {
    const { encoder, settle, lanes } = heldEncoder();
    const indexes = indexesOver(encoder, { shop: ['a', 'b'] });
    expect(await indexes.of(shopId)).toEqual({ name: 'a,b', hasVectors: false });
    await settle('resolve');
    expect(await indexes.of(shopId)).toEqual({ name: 'a,b', hasVectors: true });
    expect(lanes).toEqual(['background']);
  });

  it('asks the encoder once, however many ask the index', async () => {
    const { encoder, waiting } = heldEncoder();
    const indexes = indexesOver(encoder, { shop: ['a'] });
    await Promise.all([indexes.of(shopId), indexes.of(shopId), indexes.of(shopId)]);
    expect(waiting).toHaveLength(1);
  });

  it('goes on without vectors when the encoder fails, and tries again at the next search', async () => {
    const { encoder, settle } = heldEncoder();
    const indexes = indexesOver(encoder, { shop: ['a'] });
    await indexes.of(shopId);
    await settle('reject');
    expect(await indexes.of(shopId)).toMatchObject({ hasVectors: false });
    await settle('resolve');
    expect(await indexes.of(shopId)).toMatchObject({ hasVectors: true });
  });

  it('never goes back to what was read before a refresh, though its vectors come late', async () => {
    const { encoder, settle } = heldEncoder();
    const texts: Record<string, string[]> = { shop: ['old'] };
    const indexes = indexesOver(encoder, texts);
    await indexes.of(shopId);
    texts.shop = ['new'];
    const refreshed = indexes.refresh(shopId);
    await settle('resolve');
    expect(await indexes.of(shopId)).toMatchObject({ name: 'new' });
    await settle('resolve');
    await refreshed;
    expect(await indexes.of(shopId)).toEqual({ name: 'new', hasVectors: true });
  });

  it('keeps shops apart', async () => {
    const { encoder } = heldEncoder();
    const indexes = indexesOver(encoder, { shop: ['a'], other: ['b'] });
    expect(await indexes.of(shopId)).toMatchObject({ name: 'a' });
    expect(await indexes.of(otherId)).toMatchObject({ name: 'b' });
  });

  it('reads again after the store has failed', async () => {
    const { encoder } = heldEncoder();
    const texts: Record<string, string[]> = {};
    const indexes = indexesOver(encoder, texts);
    await expect(indexes.of(shopId)).rejects.toThrow('store down');
    texts.shop = ['a'];
    expect(await indexes.of(shopId)).toMatchObject({ name: 'a' });
  });
});

import type { Log } from '../log.js';
import type { ShopId } from '../protocol/ids.js';
import { createShopIndexes } from '../ranking/shop-indexes.js';
import type { ShopStore } from '../shop/shop-store.js';
import type { Encoder } from '../understanding/encoder.js';
import { cutPassages } from './cut-passages.js';
import type { FoundPassage } from './passage.js';
import { indexPassages, type PassageIndex, passageText } from './passage-index.js';

/** `vector` is the encoder's of `text`; `page` the id of the page that the intent names. */
export type PolicyQuestion = { text: string; vector: Float32Array; page?: string };

export type Knowledge = {
  /**
   * The paragraphs that answer, best first: usually one, a second only where it adds something, none where the
   * shop's pages say nothing about it.
   */
  find(shopId: ShopId, question: PolicyQuestion, limit?: number): Promise<FoundPassage[]>;
  /** Reads the shop's pages again, after an import. */
  refresh(shopId: ShopId): Promise<void>;
};

type Parts = { shops: ShopStore; encoder: Encoder; log: Log };

/** Answers from the shop's policy pages. Nothing is read before the first question of a shop. */
export function createKnowledge({ shops, encoder, log }: Parts): Knowledge {
  const indexes = createShopIndexes<PassageIndex>({
    encoder,
    log,
    read: async (shopId) => {
      const passages = (await shops.policies(shopId)).flatMap(cutPassages);
      return { texts: passages.map(passageText), build: (vectors) => indexPassages(passages, vectors) };
    },
  });
  return {
    find: async (shopId, question, limit = 2) => (await indexes.of(shopId)).search(question, limit),
    refresh: indexes.refresh,
  };
}

import type { Log } from '../log.js';
import type { ShopId } from '../protocol/ids.js';
import { createShopIndexes } from '../ranking/shop-indexes.js';
import { tokenise } from '../ranking/tokenise.js';
import type { ShopStore } from '../shop/shop-store.js';
import type { Encoder } from '../understanding/encoder.js';
import { asksForPage } from './asks-for-page.js';
import { isChinese } from './chinese-words.js';
import { cutPassages } from './cut-passages.js';
import { findingsOf, judge, scaleFor } from './judge-passages.js';
import type { Findings, FoundPassage, Passage } from './passage.js';
import { indexPassages, type PassageIndex, type PassageWords, readPassages } from './passage-index.js';
import { textsToEncode } from './passage-meanings.js';
import type { PassageRanking } from './passage-ranking.js';

/**
 * `vector` is the encoder's of `text`; `page` the id of the page that the intent names; `language` the customer's, as
 * a BCP 47 tag.
 */
export type PolicyQuestion = { text: string; vector: Float32Array; page?: string; language?: string };

export type Knowledge = {
  /**
   * The paragraphs that answer, best first: usually one, a second only where it adds something. In the customer's
   * language where the shop has pages in it, else in the shop's own.
   */
  find(shopId: ShopId, question: PolicyQuestion, limit?: number): Promise<Findings>;
  /** Reads the shop's pages again, after an import. */
  refresh(shopId: ShopId): Promise<void>;
};

type Parts = { shops: ShopStore; encoder: Encoder; ranking: PassageRanking; log: Log };

/** By language, '' for the shop's own. */
type Indexes = Map<string, PassageIndex>;

/** Answers from the shop's policy pages. Nothing is read before the first question of a shop. */
export function createKnowledge({ shops, encoder, ranking, log }: Parts): Knowledge {
  const indexes = createShopIndexes<Indexes>({
    encoder,
    log,
    read: async (shopId) => {
      const own = (await shops.shop(shopId))?.language;
      const sold = new Set((await shops.products(shopId)).flatMap(({ title }) => tokenise(title)));
      const pages = (await shops.policies(shopId)).map(({ language, ...page }) =>
        language === undefined || language === own ? page : { ...page, language },
      );
      const passages = pages.flatMap(cutPassages);
      // The encoder has learned no Chinese: those pages are found by words.
      const encoded = passages.filter(({ text }) => !isChinese(text));
      const texts = encoded.map(textsToEncode);
      const words = readLanguages(passages, sold);
      return {
        texts: texts.flat(),
        build: (vectors) => indexLanguages(words, vectors && groupVectors(encoded, texts, vectors)),
      };
    },
  });
  return {
    find: async (shopId, question, limit = 2) => {
      const index = chooseIndex(await indexes.of(shopId), question.language);
      if (index === undefined) return { passages: [] };
      const opening = openingOf(index.passages, question).slice(0, limit);
      if (opening.length > 0) return { passages: opening };
      const gathered = index.gather(question);
      const scale = scaleFor(gathered, ranking);
      return findingsOf(judge(gathered, scale), { text: question.text, limit, threshold: scale.threshold });
    },
    refresh: indexes.refresh,
  };
}

type VectorsOf = ReadonlyMap<Passage, Float32Array[]>;

function groupVectors(passages: Passage[], texts: string[][], vectors: Float32Array[]): VectorsOf {
  let start = 0;
  return new Map(
    passages.map((passage, at) => {
      const count = texts[at]?.length ?? 0;
      start += count;
      return [passage, vectors.slice(start - count, start)];
    }),
  );
}

/** By language, as the indexes. @param sold words of what the shop sells */
function readLanguages(passages: Passage[], sold: ReadonlySet<string>): Map<string, PassageWords> {
  const languages = new Set(passages.map(({ language = '' }) => language));
  const own = (language: string) => passages.filter((passage) => (passage.language ?? '') === language);
  return new Map([...languages].map((language) => [language, readPassages(own(language), sold)]));
}

function indexLanguages(words: ReadonlyMap<string, PassageWords>, vectors: VectorsOf | undefined): Indexes {
  return new Map(
    [...words].map(([language, read]) => {
      const own = read.passages.flatMap((passage) => [vectors?.get(passage)].filter((one) => one !== undefined));
      return [language, indexPassages(read, own.length === read.passages.length ? own : undefined)];
    }),
  );
}

/** Pages in just this language, or in its base ("zh" for "zh-TW"), else in the shop's own. */
function chooseIndex(indexes: Indexes, language = ''): PassageIndex | undefined {
  return indexes.get(language) ?? indexes.get(language.split('-')[0] ?? '') ?? indexes.get('');
}

/** Where the page that the intent names is asked for as such: what stands first under each of its headings. */
function openingOf(passages: readonly Passage[], { text, page }: PolicyQuestion): FoundPassage[] {
  const own = passages.filter(({ pageId }) => pageId === page);
  const [first] = own;
  if (first === undefined || !asksForPage(text, first)) return [];
  const headings = new Set(own.map(({ heading }) => heading));
  const openings = [...headings].flatMap((heading) => own.find((passage) => passage.heading === heading) ?? []);
  return openings.map((passage) => ({ ...passage, score: 1 }));
}

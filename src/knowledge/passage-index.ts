import { createBm25Index, type Hit } from '../ranking/bm25.js';
import { fuseScores } from '../ranking/fuse-scores.js';
import { tokenise } from '../ranking/tokenise.js';
import { createVectorIndex } from '../ranking/vector-index.js';
import type { FoundPassage, Passage } from './passage.js';

export type PassageIndex = {
  search(question: { text: string; vector: Float32Array; page?: string }, limit: number): FoundPassage[];
};

/** What is encoded of a passage: the heading says what a paragraph is about when its own words do not. */
export function passageText({ heading, text }: Passage): string {
  return `${heading}. ${text}`;
}

/**
 * How the parts of a score weigh, and what is good enough to be quoted. Set over the hand-written questions of
 * test/knowledge/questions.ts: the floors turn down about one answerable question in twenty.
 */
type Scale = {
  cosine: number;
  words: number;
  /** The first paragraph under a heading holds the rule, the others its cases. */
  opening: number;
  /** For the page that the intent names. */
  page: number;
  floor: { named: number; other: number };
  /** How far a second passage may lie behind the first. */
  gap: number;
};

const HYBRID: Scale = { cosine: 1, words: 0.3, opening: 0.05, page: 0.2, floor: { named: 0.4, other: 0.44 }, gap: 0.1 };
const WORDS_ONLY: Scale = {
  cosine: 0,
  words: 1,
  opening: 0.03,
  page: 0.2,
  floor: { named: 0.1, other: 0.2 },
  gap: 0.06,
};

/** @param vectors of `passages`, made from `passageText`; without them only words count */
export function indexPassages(passages: Passage[], vectors: Float32Array[] | undefined): PassageIndex {
  const words = createBm25Index([
    { weight: 1, texts: passages.map(({ text }) => text) },
    { weight: 2, texts: passages.map(({ heading }) => heading) },
    { weight: 0.5, texts: passages.map(({ pageTitle }) => pageTitle) },
  ]);
  const meanings = vectors === undefined ? undefined : createVectorIndex(vectors);
  return {
    search: ({ text, vector, page }, limit) => {
      const scale = meanings === undefined ? WORDS_ONLY : HYBRID;
      const fused = fuseScores([
        { hits: words.search(text, passages.length), weight: scale.words },
        { hits: meanings?.search(vector, passages.length) ?? [], weight: scale.cosine },
      ]);
      const found = fused.flatMap((hit) => judge(hit, { passages, page, scale })).sort((a, b) => b.score - a.score);
      return whatAdds(found, { text, limit, gap: scale.gap });
    },
  };
}

/** A passage that is good enough by itself, with what its place adds to its score. */
function judge(
  { document, score }: Hit,
  { passages, page, scale }: { passages: Passage[]; page: string | undefined; scale: Scale },
): FoundPassage[] {
  const passage = passages[document];
  if (passage === undefined) return [];
  const isNamed = passage.pageId === page;
  const own = score + (isOpening(passage, passages[document - 1]) ? scale.opening : 0);
  if (own < (isNamed ? scale.floor.named : scale.floor.other)) return [];
  return [{ ...passage, score: own + (isNamed ? scale.page : 0) }];
}

function isOpening(passage: Passage, before: Passage | undefined): boolean {
  return before === undefined || before.pageId !== passage.pageId || before.anchor !== passage.anchor;
}

/** The best, and those close behind it that add something. */
function whatAdds(
  [best, ...others]: FoundPassage[],
  { text, limit, gap }: { text: string; limit: number; gap: number },
): FoundPassage[] {
  if (best === undefined) return [];
  const asked = new Set(tokenise(text));
  const kept = [best];
  for (const other of others) {
    if (kept.length >= limit || other.score < best.score - gap) break;
    if (saysMore(other, kept, asked)) kept.push(other);
  }
  return kept;
}

/** A second paragraph of one place, or one that speaks of something asked for which the others leave out. */
function saysMore(other: FoundPassage, kept: FoundPassage[], asked: Set<string>): boolean {
  if (kept.every(({ pageId, anchor }) => pageId === other.pageId && anchor === other.anchor)) return true;
  const said = new Set(kept.flatMap((passage) => tokenise(passageText(passage))));
  return tokenise(passageText(other)).some((term) => asked.has(term) && !said.has(term));
}

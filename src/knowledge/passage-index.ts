import { createBm25Index, type Hit } from '../ranking/bm25.js';
import { fuseScores } from '../ranking/fuse-scores.js';
import { tokenise } from '../ranking/tokenise.js';
import { isCharacter, isChinese, readChinese } from './chinese-words.js';
import type { Passage } from './passage.js';
import { type Candidate, type Coverage, passageFeatures } from './passage-features.js';
import { createMeanings } from './passage-meanings.js';
import { signsAsked, signsHeld } from './question-kind.js';
import { createSections, sectionKey } from './sections.js';

/** `page`: the id of the page that the intent names. */
export type AskedPassage = { text: string; vector: Float32Array; page?: string | undefined };

export type Gathered = {
  /** The passages that may answer, in no order. */
  candidates: Candidate[];
  coverageOf(candidate: Candidate): Coverage;
  /** Words of the question that mean something. */
  terms: number;
  /** Whether meaning was looked at, besides words. */
  byMeaning: boolean;
  isChinese: boolean;
};

export type PassageIndex = { passages: Passage[]; gather(question: AskedPassage): Gathered };

/** Passages that are judged closely. More cost time and were never the answer. */
const CANDIDATES = 24;
/** Words that questions to a shop are made with, whatever they ask for. */
const ASKING = new Set(
  tokenise('sell offer provide accept allow allowed possible available wonder question exactly actually currently'),
);
/** Of words beside meaning, in choosing candidates. */
const WORDS_WEIGHT = 0.3;

/** What a search by words needs of passages: made once, whether or not meaning is looked at later. */
export type PassageWords = ReturnType<typeof readPassages>;

/**
 * @param passages of pages in one language
 * @param sold search terms of the products' names: a page that does not hold them may answer all the same
 */
export function readPassages(passages: Passage[], sold: ReadonlySet<string> = new Set()) {
  const read = passages.map(({ text, heading, pageTitle, pageId }) => ({
    text: readWords(text),
    heading: readWords(heading),
    // A page's id often holds the plain word that its title avoids: "loyalty" of "Harbour Points".
    pageTitle: `${readWords(pageTitle)} ${pageId.replaceAll('-', ' ')}`,
  }));
  const words = createBm25Index([
    { weight: 1, texts: read.map(({ text }) => text) },
    { weight: 2, texts: read.map(({ heading }) => heading) },
    { weight: 0.5, texts: read.map(({ pageTitle }) => pageTitle) },
  ]);
  const onPages = new Set(read.flatMap(({ text, heading }) => tokenise(`${heading} ${text}`)));
  const held = passages.map(({ text }) => signsHeld(text));
  return { passages, sold, words, onPages, held, sections: createSections(passages, read) };
}

/**
 * @param vectors per passage, of its `textsToEncode`; without them only words count, as they do for Chinese: the
 * encoder has learned English alone
 */
export function indexPassages(
  { passages, sold, words, onPages, held, sections }: PassageWords,
  vectors: Float32Array[][] | undefined,
): PassageIndex {
  const meanings = vectors === undefined ? undefined : createMeanings(vectors);
  const gather = (question: AskedPassage): Gathered => {
    const inChinese = isChinese(question.text);
    const asked = signsAsked(question.text);
    const terms = [...new Set(tokenise(readWords(question.text)))].filter(
      (term) => !ASKING.has(term) && (!sold.has(term) || onPages.has(term)),
    );
    const wholeWords = terms.filter((term) => !isCharacter(term));
    const byWords = words.search(terms, passages.length);
    const byMeaning = inChinese ? undefined : meanings?.(question.vector);
    const wordsOf = new Map(byWords.map(({ document, score }) => [document, score]));
    const sectionScores = sections.score(terms, byMeaning?.whole);
    const fused = fuseScores([
      // By words alone the named page is looked at whatever its own: with nothing beside it, a chance find would stand out.
      { hits: inChinese ? hitsOn(passages, question.page) : [], weight: 1 },
      { hits: byWords, weight: byMeaning === undefined ? 1 : WORDS_WEIGHT },
      { hits: hitsOf(byMeaning?.sentence), weight: 1 },
    ]);
    const candidates = fused.slice(0, CANDIDATES).flatMap(({ document }): Candidate[] => {
      const passage = passages[document];
      const signs = held[document];
      if (passage === undefined || signs === undefined) return [];
      const scores = {
        meaning: byMeaning?.whole.get(document) ?? 0,
        sentence: byMeaning?.sentence.get(document) ?? 0,
        standsOut: (byMeaning?.standsOut.get(document) ?? 0) / 4,
        words: wordsOf.get(document) ?? 0,
        ...sectionScores(document),
      };
      const isOpening = isFirstOf(passage, passages[document - 1]);
      const coverage = sections.coverage(document, wholeWords);
      const judged = { question: { ...question, asked }, passage, held: signs, scores, coverage, isOpening };
      return [{ document, passage, scores, features: passageFeatures(judged) }];
    });
    return {
      candidates,
      coverageOf: ({ document }) => sections.coverage(document, wholeWords),
      terms: wholeWords.length,
      byMeaning: byMeaning !== undefined,
      isChinese: inChinese,
    };
  };
  return { passages, gather };
}

function hitsOf(scores: Map<number, number> | undefined): Hit[] {
  return [...(scores ?? [])].map(([document, score]) => ({ document, score }));
}

function hitsOn(passages: readonly Passage[], page: string | undefined): Hit[] {
  return passages.flatMap(({ pageId }, document) => (pageId === page ? [{ document, score: 0 }] : []));
}

function readWords(text: string): string {
  return isChinese(text) ? readChinese(text) : text;
}

function isFirstOf(passage: Passage, before: Passage | undefined): boolean {
  return before === undefined || sectionKey(before) !== sectionKey(passage);
}

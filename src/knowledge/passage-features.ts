import type { Passage } from './passage.js';
import { KINDS, type Signs } from './question-kind.js';

/** What a passage is judged by for a question, in this order; each about −1..1, 0 where it says nothing. */
export const PASSAGE_FEATURES = [
  'meaning',
  'sentence',
  'words',
  'sectionMeaning',
  'sectionWords',
  'heading',
  'namedPage',
  'opening',
  ...KINDS,
  'numbers',
  'length',
] as const;

/** What the best passage is judged by once more, to tell whether it answers at all. */
export const ANSWER_FEATURES = [
  'bias',
  'meaning',
  'sentence',
  'standsOut',
  'words',
  'sectionMeaning',
  'sectionWords',
  'heading',
  'covered',
  'rarestMissing',
  'namedPage',
  'kinds',
  'numbers',
  'lead',
  'shortQuestion',
  'chinese',
] as const;

export type Candidate = { document: number; passage: Passage; features: number[]; scores: Scores };

/** How a passage and its section fit by words (BM25, as a share, 0..1) and by meaning (cosine; 0 without vectors). */
export type Scores = {
  meaning: number;
  /** Of its nearest sentence. */
  sentence: number;
  /** How far `meaning` lies above that of the other passages, in four deviations. */
  standsOut: number;
  words: number;
  sectionMeaning: number;
  sectionWords: number;
};

/** What of the question's words the passage's section holds, weighed by how rare they are in the shop's pages; 0..1. */
export type Coverage = { heading: number; covered: number; rarestMissing: number };

type Judged = {
  question: { page?: string | undefined; asked: Signs };
  passage: Passage;
  held: Signs;
  scores: Scores;
  coverage: Coverage;
  isOpening: boolean;
};

export function passageFeatures({ question, passage, held, scores, coverage, isOpening }: Judged): number[] {
  return [
    scores.meaning,
    scores.sentence,
    scores.words,
    scores.sectionMeaning,
    scores.sectionWords,
    coverage.heading,
    Number(passage.pageId === question.page),
    Number(isOpening),
    ...kindSigns(question.asked, held),
    numberSign(question.asked, held),
    Math.min(1, passage.text.length / 400),
  ];
}

/** Per kind: 1 asked for and held, −1 asked for and missing, 0 not asked for. */
function kindSigns(asked: Signs, held: Signs): number[] {
  return KINDS.map((kind) => (asked.kinds.has(kind) ? (held.kinds.has(kind) ? 1 : -1) : 0));
}

/** Share of the question's numbers that the passage holds, from −1 for none to 1 for all; 0 where it has no number. */
function numberSign(asked: Signs, held: Signs): number {
  const { size } = asked.numbers;
  if (size === 0) return 0;
  return (2 * [...asked.numbers].filter((number) => held.numbers.has(number)).length) / size - 1;
}

type Best = { best: Candidate; coverage: Coverage; lead: number; terms: number; isChinese: boolean };

export function answerFeatures({ best, coverage, lead, terms, isChinese }: Best): number[] {
  const of = (name: (typeof PASSAGE_FEATURES)[number]) => best.features[PASSAGE_FEATURES.indexOf(name)] ?? 0;
  const kinds = KINDS.reduce((sum, kind) => sum + of(kind), 0);
  return [
    1,
    of('meaning'),
    of('sentence'),
    best.scores.standsOut,
    of('words'),
    of('sectionMeaning'),
    of('sectionWords'),
    coverage.heading,
    coverage.covered,
    coverage.rarestMissing,
    of('namedPage'),
    kinds / 2,
    of('numbers'),
    Math.min(1, lead / 3),
    1 / (1 + terms),
    Number(isChinese),
  ];
}

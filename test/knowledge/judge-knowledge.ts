import { findingsOf, judge } from '../../src/knowledge/judge-passages.js';
import { indexPassages, type PassageIndex, readPassages } from '../../src/knowledge/passage-index.js';
import { textsToEncode } from '../../src/knowledge/passage-meanings.js';
import type { PassageScale } from '../../src/knowledge/passage-ranking.js';
import { auroc } from '../../src/learning/auroc.js';
import type { PassageExample } from '../../src/learning/fit-passage-ranking.js';
import { readPolicyPages } from '../../src/shop/read-policy-pages.js';
import { type LabelledQuestion, type Language, passagesOf, rightPassages } from './labelled-questions.js';

export type Encode = (texts: string[]) => Promise<Float32Array[]>;

/** How a set of labelled questions went; all shares, 0..1. */
export type KnowledgeMeasured = {
  recallAt1: number;
  sectionAt1: number;
  mrr: number;
  /** How well the chance tells answerable questions from others. */
  auroc: number;
  /** Answerable questions for which a right passage is quoted, or any. */
  answeredRightly: number;
  answered: number;
  /** Unanswerable questions for which something is quoted. */
  falseAnswers: number;
};

export type LabelledExample = PassageExample & { question: LabelledQuestion; index: PassageIndex };

type Over = { encode: Encode | undefined; pagesIn?: Language; withPage?: boolean };

/** @param pagesIn the language of the pages, where it is not the questions' */
export async function labelledExamples(
  questions: readonly LabelledQuestion[],
  { encode, pagesIn, withPage = true }: Over,
): Promise<LabelledExample[]> {
  const pages = await readPolicyPages('intents/knowledge');
  const english = passagesOf(pages, 'en');
  const open = async (language: Language) => {
    const passages = passagesOf(pages, language);
    if (language === 'zh' || encode === undefined) return indexPassages(readPassages(passages), undefined);
    const vectors: Float32Array[][] = [];
    for (const passage of passages) vectors.push(await encode(textsToEncode(passage)));
    return indexPassages(readPassages(passages), vectors);
  };
  const indexes = { en: await open('en'), zh: await open('zh') };
  const blank = new Float32Array(384);
  const vectors = encode === undefined ? [] : await encode(questions.map(({ text }) => text));
  return questions.map((question, at) => {
    const index = indexes[pagesIn ?? question.language];
    const { text, page } = question;
    const asked = { text, vector: vectors[at] ?? blank, ...(withPage && { page }) };
    return { question, index, gathered: index.gather(asked), right: rightPassages(english, question) };
  });
}

export function judgeKnowledge(examples: readonly LabelledExample[], scale: PassageScale): KnowledgeMeasured {
  const judged = examples.map((example) => ({ ...example, judged: judge(example.gathered, scale) }));
  const answerable = judged.filter(({ right }) => right.size > 0);
  const others = judged.filter(({ right }) => right.size === 0);
  const quotesOf = ({ judged: one, question }: (typeof judged)[number]) =>
    findingsOf(one, { text: question.text, limit: 2, threshold: scale.threshold }).passages;
  const placeOf = ({ index, right }: LabelledExample) => [...right].map((at) => index.passages[at]);
  const ranks = answerable.map(({ judged: { ranked }, right }) =>
    ranked.findIndex(({ candidate }) => right.has(candidate.document)),
  );
  const share = (hits: unknown[], of: unknown[]) => hits.length / Math.max(1, of.length);
  return {
    recallAt1: share(
      ranks.filter((rank) => rank === 0),
      ranks,
    ),
    sectionAt1: share(
      answerable.filter((one) => {
        const best = one.judged.ranked[0]?.candidate.passage;
        return placeOf(one).some((right) => right?.pageId === best?.pageId && right?.anchor === best?.anchor);
      }),
      ranks,
    ),
    mrr: ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / Math.max(1, ranks.length),
    auroc: auroc(
      answerable.map((one) => one.judged.chance),
      others.map((one) => one.judged.chance),
    ),
    answeredRightly: share(
      answerable.filter((one) => quotesOf(one).some(({ text }) => placeOf(one).some((right) => right?.text === text))),
      ranks,
    ),
    answered: share(
      answerable.filter((one) => quotesOf(one).length > 0),
      ranks,
    ),
    falseAnswers: share(
      others.filter((one) => quotesOf(one).length > 0),
      others,
    ),
  };
}

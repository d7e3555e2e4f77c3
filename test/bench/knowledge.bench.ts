import { writeFile } from 'node:fs/promises';
import { isChinese, readChinese } from '../../src/knowledge/chinese-words.js';
import { judge } from '../../src/knowledge/judge-passages.js';
import { ANSWER_FEATURES, PASSAGE_FEATURES } from '../../src/knowledge/passage-features.js';
import { type PassageRanking, readPassageRanking } from '../../src/knowledge/passage-ranking.js';
import { auroc } from '../../src/learning/auroc.js';
import { fitPassageScale } from '../../src/learning/fit-passage-ranking.js';
import { createLog } from '../../src/log.js';
import { createBm25Index } from '../../src/ranking/bm25.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import {
  judgeKnowledge,
  type KnowledgeMeasured,
  type LabelledExample,
  labelledExamples,
} from '../knowledge/judge-knowledge.js';
import { labelledQuestions } from '../knowledge/labelled-questions.js';
import type { BenchResult } from './bench-result.js';

const FILE = 'intents/knowledge-ranking.json';
/** Share of the unanswerable questions, near misses on purpose, that may be answered all the same. */
const FALSE_ANSWER_RATE = 0.25;
/** Of Chinese ones fewer: they are found by words alone, which tell less of what a page leaves out. */
const FALSE_ANSWER_RATE_CHINESE = 0.2;

type Sets = {
  meaning: LabelledExample[];
  /** Without the page that the intent names, as after a wrong guess at it. */
  pageless: LabelledExample[];
  words: LabelledExample[];
} & ChineseSets;

/** Over the Chinese pages, and over the English ones. */
type ChineseSets = { chinese: LabelledExample[]; across: LabelledExample[] };

/**
 * Held-out labelled questions over the demo shop's pages: how often the first paragraph is one that answers, of English
 * ones. Baseline: BM25 alone, in the same run. `write` fits the weights on the other half anew and keeps them.
 */
export async function run(progress: (line: string) => void, [word]: string[] = []): Promise<BenchResult> {
  const pool = await createEncoderPool({ modelDir: 'intents/model', log: createLog('warn') });
  const encode = (texts: string[]) => pool.encode(texts, { timeoutMs: 60_000 });
  const [fit, heldOut] = [await examplesOf('fit', encode), await examplesOf('held-out', encode)];
  const spoken = await chineseOf('spoken');
  await pool.stop();
  const refitted = fitRanking(fit);
  if (word === 'write') await writeFile(FILE, describe(refitted, measureAll(heldOut, spoken, refitted), fit));
  const shipped = await readPassageRanking(FILE);
  for (const [set, measured] of Object.entries(measure(fit, shipped))) progress(`fitted on, ${inWords(set, measured)}`);
  const measured = measureAll(heldOut, spoken, shipped);
  for (const [set, one] of Object.entries(measured)) progress(`held out,  ${inWords(set, one)}`);
  const baseline = { en: bm25Alone(heldOut.meaning), zh: bm25Alone(heldOut.chinese) };
  progress(`BM25 alone: ${JSON.stringify(baseline)}`);
  return {
    name: 'knowledge',
    value: measured.meaning.recallAt1,
    unit: 'recall@1',
    baseline: baseline.en.recallAt1,
    ratio: measured.meaning.recallAt1 / baseline.en.recallAt1,
    detail: { heldOut: measured, bm25: baseline, perTurnMs: timeTurn(heldOut.meaning, shipped) },
  };
}

async function examplesOf(
  half: 'fit' | 'held-out',
  encode: (texts: string[]) => Promise<Float32Array[]>,
): Promise<Sets> {
  const questions = labelledQuestions(half);
  const english = questions.filter(({ language }) => language === 'en');
  return {
    meaning: await labelledExamples(english, { encode }),
    pageless: await labelledExamples(english, { encode, withPage: false }),
    words: await labelledExamples(english, { encode: undefined }),
    ...(await chineseOf(half)),
  };
}

async function chineseOf(part: Parameters<typeof labelledQuestions>[0]): Promise<ChineseSets> {
  const questions = labelledQuestions(part).filter(({ language }) => language === 'zh');
  return {
    chinese: await labelledExamples(questions, { encode: undefined }),
    across: await labelledExamples(questions, { encode: undefined, pagesIn: 'en' }),
  };
}

type Scales = Omit<PassageRanking, 'fitted'>;

function fitRanking({ meaning, pageless, words, chinese, across }: Sets): Scales {
  const falseAnswerRate = FALSE_ANSWER_RATE;
  return {
    meaning: fitPassageScale([...meaning, ...pageless], { falseAnswerRate }),
    words: fitPassageScale(words, { falseAnswerRate }),
    chinese: fitPassageScale([...chinese, ...across], { falseAnswerRate: FALSE_ANSWER_RATE_CHINESE }),
  };
}

function measure(sets: Sets, { meaning, words, chinese }: Scales) {
  return {
    meaning: judgeKnowledge(sets.meaning, meaning),
    pageless: judgeKnowledge(sets.pageless, meaning),
    words: judgeKnowledge(sets.words, words),
    ...measureChinese(sets, chinese),
  };
}

function measureChinese({ chinese, across }: ChineseSets, scale: Scales['chinese']) {
  return { chinese: judgeKnowledge(chinese, scale), across: judgeKnowledge(across, scale) };
}

function measureAll(heldOut: Sets, spoken: ChineseSets, scales: Scales) {
  const { chinese, across } = measureChinese(spoken, scales.chinese);
  return { ...measure(heldOut, scales), spoken: chinese, spokenAcross: across };
}

function inWords(set: string, measured: KnowledgeMeasured): string {
  const parts = Object.entries(measured).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return `${set.padEnd(12)} ${parts.join('  ')}`;
}

function bm25Alone(examples: readonly LabelledExample[]) {
  const [first] = examples;
  const texts = (first?.index.passages ?? []).map(({ heading, text }) => `${heading}. ${text}`);
  const read = (text: string) => (isChinese(text) ? readChinese(text) : text);
  const bm25 = createBm25Index([{ weight: 1, texts: texts.map(read) }]);
  const found = examples.map(({ question, right }) => ({
    right,
    hits: bm25.search(read(question.text), texts.length),
  }));
  const answerable = found.filter(({ right }) => right.size > 0);
  const ranks = answerable.map(({ hits, right }) => hits.findIndex(({ document }) => right.has(document)));
  const scores = (list: typeof found) => list.map(({ hits }) => hits[0]?.score ?? 0);
  return {
    recallAt1: ranks.filter((rank) => rank === 0).length / ranks.length,
    mrr: ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length,
    auroc: auroc(scores(answerable), scores(found.filter(({ right }) => right.size === 0))),
  };
}

/** Milliseconds to search and judge one question, its vector there. */
function timeTurn(examples: readonly LabelledExample[], { meaning }: PassageRanking): number {
  const vector = new Float32Array(384).fill(1 / Math.sqrt(384));
  const start = performance.now();
  for (const { index, question } of examples) judge(index.gather({ ...question, vector }), meaning);
  return (performance.now() - start) / examples.length;
}

function describe(ranking: Scales, heldOut: ReturnType<typeof measureAll>, fit: Sets): string {
  const named = (names: readonly string[], values: number[]) =>
    Object.fromEntries(names.map((name, at) => [name, values[at] ?? 0]));
  const scale = ({ order, answers, threshold }: PassageRanking['meaning']) => ({
    order: named(PASSAGE_FEATURES, order),
    answers: named(ANSWER_FEATURES, answers),
    threshold,
  });
  const measured = Object.entries(heldOut).flatMap(([set, { recallAt1, auroc: area, falseAnswers, answered }]) => [
    [`${set}.recallAt1`, round(recallAt1)],
    [`${set}.auroc`, round(area)],
    [`${set}.falseAnswers`, round(falseAnswers)],
    [`${set}.answered`, round(answered)],
  ]);
  const fitted = {
    on: `test/fixtures/knowledge, every second question (${fit.meaning.length} English, ${fit.chinese.length} Chinese) over the demo shop's pages, by npm run bench -- knowledge write`,
    falseAnswerRate: FALSE_ANSWER_RATE,
    heldOut: Object.fromEntries(measured),
  };
  return `${JSON.stringify({ fitted, meaning: scale(ranking.meaning), words: scale(ranking.words), chinese: scale(ranking.chinese) }, undefined, 2)}\n`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

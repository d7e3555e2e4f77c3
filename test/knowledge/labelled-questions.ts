import { readFileSync } from 'node:fs';
import { cutPassages } from '../../src/knowledge/cut-passages.js';
import type { Passage } from '../../src/knowledge/passage.js';
import type { PolicyPage } from '../../src/shop/shop.js';
import { QUESTIONS, UNANSWERABLE } from './questions.js';

export type Language = 'en' | 'zh';

/** A question in a shopper's words over the demo shop's pages. */
export type LabelledQuestion = {
  language: Language;
  text: string;
  /** What the intent names. */
  page: string;
  /** Words of the English paragraphs that answer; none where no page does. */
  says: string[];
};

const FOLDER = 'test/fixtures/knowledge';

/**
 * Written before anything was fitted to them. Every second one is for fitting, with more that are for nothing else; the
 * others are held out and only measured.
 */
export function labelledQuestions(part: 'fit' | 'held-out' | 'spoken'): LabelledQuestion[] {
  // As people speak Chinese, in words that the pages do not use: held out too, and measured by themselves.
  if (part === 'spoken') return SPOKEN.flatMap((file) => readQuestions(file, 'zh'));
  const halves = HALVED.flatMap(({ file, language }) =>
    readQuestions(file, language).filter((_, at) => at % 2 === (part === 'fit' ? 0 : 1)),
  );
  if (part === 'held-out') return halves;
  const more = MORE.flatMap(({ file, language }) => readQuestions(file, language));
  return [...halves, ...more, ...QUESTIONS.map(asLabelled), ...UNANSWERABLE.map(asLabelled)];
}

const HALVED: readonly { file: string; language: Language }[] = [
  // As most shoppers ask, in few words.
  { file: 'en-plain-answerable.tsv', language: 'en' },
  { file: 'zh-plain-answerable.tsv', language: 'zh' },
  { file: 'en-answerable.tsv', language: 'en' },
  { file: 'en-unanswerable.tsv', language: 'en' },
  { file: 'zh-answerable.tsv', language: 'zh' },
  { file: 'zh-unanswerable.tsv', language: 'zh' },
];

const MORE: typeof HALVED = [
  { file: 'more-answerable.tsv', language: 'en' },
  { file: 'more-unanswerable.tsv', language: 'en' },
  { file: 'zh-more-answerable.tsv', language: 'zh' },
  { file: 'zh-more-unanswerable.tsv', language: 'zh' },
];

const SPOKEN = ['zh-spoken-answerable.tsv', 'zh-spoken-unanswerable.tsv'];

function asLabelled({ text, page, says }: { text: string; page?: string; says?: string }): LabelledQuestion {
  return { language: 'en', text, page: page ?? '', says: says === undefined ? [] : [says] };
}

/** Lines of question, page and, parted by bars, words of the paragraphs that answer. */
function readQuestions(file: string, language: Language): LabelledQuestion[] {
  return readFileSync(`${FOLDER}/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([text = '', page = '', says = '']) => ({ language, text, page, says: says === '' ? [] : says.split('|') }));
}

/** The passages of the demo's pages, and those that answer a question: a page says the same in every language, in the same order. */
export function passagesOf(pages: PolicyPage[], language: Language): Passage[] {
  return pages.filter((page) => (page.language ?? 'en') === language).flatMap(cutPassages);
}

export function rightPassages(english: readonly Passage[], { says, text }: LabelledQuestion): Set<number> {
  const places = says.map((words) => {
    const at = english.flatMap((passage, place) => (passage.text.includes(words) ? [place] : []));
    if (at.length === 0) throw new RangeError(`"${text}": no passage says "${words}"`);
    return at;
  });
  return new Set(places.flat());
}

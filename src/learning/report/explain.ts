/** What leaving a word out does to the probability of the intent: below 0 when the word speaks for it. */
export type WordChange = { word: string; change: number };

/**
 * Which words moved the score: each is left out once, wherever it stands. Robnik-Šikonja and Kononenko, "Explaining
 * Classifications for Individual Instances", 2008. The only word of a message takes all of the probability with it,
 * as there is nothing left to score.
 * @param score probability of the predicted intent for each text, in their order; called once, the whole text first
 */
export async function explainByOcclusion(
  text: string,
  score: (texts: string[]) => Promise<number[]>,
): Promise<WordChange[]> {
  const words = findWords(text);
  const shortened = words.map(({ start, end }) =>
    `${text.slice(0, start)}${text.slice(end)}`.replace(/\s+/g, ' ').trim(),
  );
  const asked = [text, ...shortened.filter((rest) => rest !== '')];
  const [whole = 0, ...scores] = words.length === 0 ? [] : await score(asked);
  const left = scores.values();
  return words.map(({ word }, at) => {
    const without = shortened[at] === '' ? 0 : (left.next().value ?? 0);
    return { word, change: without - whole };
  });
}

type Word = { word: string; start: number; end: number };

/** Runs between spaces without the punctuation around them; scripts written without spaces are cut into their words. */
function findWords(text: string): Word[] {
  return [...text.matchAll(/\S+/gu)].flatMap(({ 0: run, index }) =>
    UNSPACED.test(run) ? cutUnspaced(run, index) : trimPunctuation(run, index),
  );
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' });

function cutUnspaced(run: string, offset: number): Word[] {
  return [...SEGMENTER.segment(run)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ word: segment, start: offset + index, end: offset + index + segment.length }));
}

/** A run of punctuation alone says something too ("???"), so it stays a word. */
function trimPunctuation(run: string, offset: number): Word[] {
  const [, before = '', word = run] = /^([^\p{Letter}\p{Number}]*)(.*[\p{Letter}\p{Number}])/su.exec(run) ?? [];
  return [{ word, start: offset + before.length, end: offset + before.length + word.length }];
}

/** Words that a model may meet. */
export type Lexicon = {
  /** Words of the training phrases, lower case, and how often each stands there. */
  words: ReadonlyMap<string, number>;
  /** Words that are right though no phrase has them; never changed, never put in. */
  known: ReadonlySet<string>;
};

const WORD = /(?<![\p{L}\p{N}@])[a-z]{3,24}(?![\p{L}\p{N}@])/giu;
/** Shorter ones are near too many others. */
const SHORTEST = 4;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Replaces Latin words of four or more letters that nobody knows by the commonest training word one slip away: a letter
 * left out, one too many, a wrong one, or two swapped (Damerau, "A technique for computer detection and correction of
 * spelling errors", 1964); and words typed without their vowels, "whr" or "rfnd", by the commonest they are left of.
 * Everything else stays as it is, names and numbers too where no training word is near.
 */
export function mendSlips(text: string, lexicon: Lexicon): string {
  return text.replace(WORD, (word) => {
    const lower = word.toLowerCase();
    if (lexicon.words.has(lower) || lexicon.known.has(lower)) return word;
    return withVowels(lower, lexicon.words) ?? nearestWord(lower, lexicon.words) ?? word;
  });
}

/** None where two words are as common: "trck" is a track and a trick. */
function withVowels(word: string, words: ReadonlyMap<string, number>): string | undefined {
  if (/[aeiou]/.test(word)) return undefined;
  const [best, second] = wholeWords(words).get(word) ?? [];
  return best === undefined || best.count === second?.count ? undefined : best.word;
}

type Whole = { word: string; count: number };

/** Words by what is left of them without their vowels, the commonest first; looking through all for each takes too long. */
function wholeWords(words: ReadonlyMap<string, number>): ReadonlyMap<string, readonly Whole[]> {
  const known = WHOLE_WORDS.get(words);
  if (known !== undefined) return known;
  const made = new Map<string, Whole[]>();
  for (const [word, count] of words) {
    const left = word.replace(/[aeiou]/g, '');
    if (left.length < word.length) made.set(left, [...(made.get(left) ?? []), { word, count }]);
  }
  for (const some of made.values()) some.sort((one, other) => other.count - one.count);
  WHOLE_WORDS.set(words, made);
  return made;
}

/** Of each model, as long as it is there. */
const WHOLE_WORDS = new WeakMap<ReadonlyMap<string, number>, ReadonlyMap<string, readonly Whole[]>>();

function nearestWord(word: string, words: ReadonlyMap<string, number>): string | undefined {
  if (word.length < SHORTEST) return undefined;
  let best: string | undefined;
  let most = 0;
  for (const candidate of oneSlipAway(word)) {
    const count = words.get(candidate) ?? 0;
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}

/** Some 55 per letter of the word. */
function* oneSlipAway(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (after.length > 1) yield before + after.charAt(1) + after.charAt(0) + after.slice(2);
    if (after.length > 0) yield before + after.slice(1);
    for (const letter of LETTERS) {
      yield before + letter + after;
      if (after.length > 0) yield before + letter + after.slice(1);
    }
  }
}

/** Every Latin word of the texts and how often it stands there. */
export function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.toLowerCase().matchAll(/[a-z]{2,24}/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

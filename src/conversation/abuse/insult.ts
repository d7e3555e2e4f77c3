import type { Sentiment } from '../../understanding/sentiment.js';
import { CHINESE, DIRECTED, ENGLISH, HARSH, SELF } from './insult-words.js';

/** Longer texts are pasted documents. */
const MAX_LENGTH = 2_000;
/** A harsh word alone, if it is nearly all that was said: "Idiots!" */
const FEW_WORDS = 3;
/** How sure the model must be of annoyance for a harsh word anywhere to be meant for us. */
const FURIOUS = 0.9;

/**
 * Whether somebody is insulted: by a foul word in whatever spelling, by a harsh one that is aimed at somebody other than the
 * writer, or by a harsh one in a message that is furious and speaks to the shop. "A stupid question", "the idiot-proof tent"
 * and a pattern of cockatoos are none.
 */
export function isInsult(text: string, sentiment?: Sentiment): boolean {
  const plain = text.slice(0, MAX_LENGTH).normalize('NFKC').toLowerCase().replaceAll('’', "'");
  if (CHINESE.test(plain.replace(/[\s*·._-]+(?=\p{Script=Han})/gu, ''))) return true;
  const words = plainWords(plain);
  const sentence = words.join(' ');
  if (ENGLISH.test(sentence)) return true;
  if (SELF.test(sentence)) return false;
  if (DIRECTED.test(sentence)) return true;
  if (!HARSH.test(sentence)) return false;
  return words.length <= FEW_WORDS || ((sentiment?.frustration ?? 0) >= FURIOUS && /\byou\b/.test(sentence));
}

/** Words as they are meant: "f.u.c.k", "sh1t", "fuuuck" and "a$$hole" are spelt out. */
function plainWords(text: string): string[] {
  return text
    .replace(SPACED_OUT, (letters) => letters.replace(/[\s.*_-]+/g, ''))
    .split(/[^\p{L}\p{N}'*@$!-]+/u)
    .map(spelt)
    .filter((word) => word !== '');
}

/** Single letters in a row with something between: a word that hides. */
const SPACED_OUT = /(?<![\p{L}\p{N}])(?:[a-z][\s.*_-]+){2,}[a-z](?![\p{L}\p{N}])/gu;

const STAND_INS: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
};

/** Figures and signs inside a word are read as the letters they look like; order numbers and sizes hold no such word. */
function spelt(word: string): string {
  const inside = word.replace(/^[!'*-]+|[!'-]+$/g, '');
  const letters = /[a-z]/.test(inside) ? inside.replace(/[01!34@5$7]/g, (sign) => STAND_INS[sign] ?? sign) : inside;
  return letters.replace(/(.)\1{2,}/gu, '$1');
}

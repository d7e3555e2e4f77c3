import type { ForeignLanguage } from '../texts/foreign-texts.js';
import { detectLanguage, isForeignScript } from './detect-language.js';
import type { Language } from './intent-catalog.js';

export type ToldLanguage =
  /** One that the bot reads and writes. */
  | { kind: 'read'; language: Language }
  /** Undefined where only the script is known. */
  | { kind: 'foreign'; language: ForeignLanguage | undefined };

/**
 * The language of a whole message, where it is clear: by its script, and in Latin script by its little words, of which no
 * name, product or address is made. Undefined for "OK", numbers, titles, and languages in Latin script that have no list here.
 */
export function tellLanguage(message: string): ToldLanguage | undefined {
  const text = message.slice(0, ENOUGH);
  const detected = detectLanguage(text);
  if (detected === 'zh') return { kind: 'read', language: 'zh' };
  if (detected === 'en') return tellByWords(text);
  return isForeignScript(text) ? { kind: 'foreign', language: tellByScript(text) } : undefined;
}

/** Characters that tell the language of any message. */
const ENOUGH = 500;

/** Letters of Ukrainian, Serbian and others, and of Persian and Urdu: their scripts alone would pass for the greater neighbour's. */
const SCRIPTS: { language: ForeignLanguage; letters: RegExp; unless?: RegExp }[] = [
  { language: 'ja', letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/u },
  { language: 'ko', letters: /\p{Script=Hangul}/u },
  { language: 'ru', letters: /\p{Script=Cyrillic}/u, unless: /[іїєґўјљњћђќѓѕџәғқңөұүһ]/iu },
  { language: 'ar', letters: /\p{Script=Arabic}/u, unless: /[پچژگکیےٹڈڑںھ]/u },
];

function tellByScript(text: string): ForeignLanguage | undefined {
  return SCRIPTS.find(({ letters, unless }) => letters.test(text) && unless?.test(text) !== true)?.language;
}

const LITTLE_WORDS = {
  en: "i i'm im i've my me mine you your it it's isn't are was were am where what when how why which who can can't could do does did don't have has had want need would will please hello hi thanks thank",
  de: 'ich nicht mein meine meinen meiner meinem wo ist sind bitte habe hat haben kann können möchte wie wann warum wieso sie mir mich ihr ihre noch schon wird wurde danke hallo guten tag',
  fr: 'je j’ai vous votre est où mon ma mes pas suis voudrais veux pourquoi comment quand bonjour merci c’est n’est ai avez sont puis peux combien reçu été',
  es: 'dónde donde está estoy mi mis quiero quisiera hola qué cuándo cuando cómo gracias puedo puede tengo ha han es llegado llega cuánto favor',
} as const;

const LISTS = new Map(
  Object.entries(LITTLE_WORDS).map(([language, words]) => [language, new Set(words.replaceAll('’', "'").split(' '))]),
);
const LATIN_FOREIGN = ['de', 'fr', 'es'] as const;
/** Two little words, and a fifth of the message: "merci" and a borrowed phrase are less. */
const LEAST_WORDS = 2;
const LEAST_SHARE = 0.2;

function tellByWords(text: string): ToldLanguage | undefined {
  const words = latinWords(text);
  const english = countIn('en', words);
  const [best] = LATIN_FOREIGN.map((language) => ({ language, count: countIn(language, words) })).sort(
    (one, other) => other.count - one.count,
  );
  if (best !== undefined && best.count > english && isClear(best.count, words)) {
    return { kind: 'foreign', language: best.language };
  }
  return english >= 2 || (english === 1 && words.length >= 3) ? { kind: 'read', language: 'en' } : undefined;
}

function isClear(count: number, words: readonly string[]): boolean {
  return count >= LEAST_WORDS && count >= words.length * LEAST_SHARE;
}

function countIn(language: string, words: readonly string[]): number {
  const list = LISTS.get(language);
  return new Set(words.filter((word) => list?.has(word))).size;
}

function latinWords(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/(?<![\p{L}\p{N}@._-])[\p{Script=Latin}\p{M}']+(?![\p{L}\p{N}@])/gu) ?? []
  );
}

import type { Language } from './intent-catalog.js';

/**
 * The language of the catalogue that a text is written in, told by its script alone: any Latin text counts as English.
 * Undefined for other scripts, and where no word stands. Words in Latin inside Chinese, names and numbers too, leave it
 * Chinese while they are no more than its characters.
 */
export function detectLanguage(text: string): Language | undefined {
  const { han, kana, latin, other } = countScripts(text);
  const isJapanese = kana * KANA_PER_HAN >= han && kana > 0;
  if (han > 0 && !isJapanese && han >= latin && han >= other) return 'zh';
  return latin > han + kana + other ? 'en' : undefined;
}

/**
 * Whether a text is mostly in scripts of which an encoder made for English knows letters at best, so that its vector would
 * say nothing.
 */
export function isForeignScript(text: string): boolean {
  const { han, kana, latin, other } = countScripts(text);
  const foreign = han + kana + other;
  return foreign > 0 && foreign >= latin;
}

/** Chinese borrows a の now and then; Japanese has more kana than that. */
const KANA_PER_HAN = 5;

/** Characters of Han and kana, words of Latin and of every other script. */
type ScriptCounts = { han: number; kana: number; latin: number; other: number };

/** One Han or kana character; a Latin word, address or number with whatever is tied to it; a word of any other script. */
const UNIT =
  /(?<han>\p{Script=Han})|(?<kana>[\p{Script=Hiragana}\p{Script=Katakana}])|(?<latin>[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{M}\p{N}'’@._:/#-]*)|(?<other>[\p{L}](?:(?!\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}])[\p{L}\p{M}])*)/gu;
/** Numbers and addresses belong to no language. */
const IDENTIFIER = /[\p{N}@]|:\/\/|^\P{L}*$/u;

function countScripts(text: string): ScriptCounts {
  const counts = { han: 0, kana: 0, latin: 0, other: 0 };
  for (const { groups } of text.normalize('NFKC').matchAll(UNIT)) {
    if (groups?.han !== undefined) counts.han += 1;
    else if (groups?.kana !== undefined) counts.kana += 1;
    else if (groups?.other !== undefined) counts.other += 1;
    else if (!IDENTIFIER.test(groups?.latin ?? '')) counts.latin += 1;
  }
  return counts;
}

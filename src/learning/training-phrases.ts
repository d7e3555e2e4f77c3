import { createHash } from 'node:crypto';
import { AppError } from '../errors.js';
import { isForeignScript } from '../understanding/detect-language.js';
import type { Intent, Language } from '../understanding/intent-catalog.js';
import type { Model } from '../understanding/model-folder.js';
import { cleanRows } from './data-care/clean-rows.js';

export type Phrase = {
  text: string;
  label: string;
  language: Language;
  /** Of a message from a shop's chats: all of one conversation are learned or all are held out. */
  conversationId?: string;
};

type Material = {
  languages: readonly Language[];
  /** From a shop's own chats, beside the phrases. */
  messages?: readonly Phrase[] | undefined;
};

/** What is learned: phrases that stand twice or contradict others are left out. */
export function trainingPhrases(intents: Intent[], { languages, messages = [] }: Material) {
  const given = [...phrasesOf(intents, languages), ...messages];
  return { given, ...cleanRows(given) };
}

/** Tells whether a model was trained on these rows. */
export function phrasesHash(rows: readonly Phrase[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

/** @throws BAD_INPUT where an intent has nothing to be learned by: what is said of it would be made up */
export function requirePhrases(intents: Intent[], material: Material): void {
  const known = new Set(trainingPhrases(intents, material).rows.map(({ label }) => label));
  const missing = intents.map(({ intent }) => intent).filter((intent) => !known.has(intent));
  if (missing.length === 0) return;
  const languages = material.languages.join(' or ');
  throw new AppError('BAD_INPUT', {
    details: [`no phrase in ${languages} of ${missing.sort().join(', ')}: add some, or train other --languages`],
  });
}

/** The same, and those of them that the encoder can read, which fine-tuning learns from. */
export function readablePhrases(
  intents: Intent[],
  { encoderLanguages, ...material }: Material & { encoderLanguages: Model['encoderLanguages'] },
) {
  const cleaned = trainingPhrases(intents, material);
  const isReadable = ({ text }: { text: string }) => encoderLanguages === 'any' || !isForeignScript(text);
  const readable = cleaned.rows.flatMap((row, place) => (isReadable(row) ? [{ ...row, place }] : []));
  return { ...cleaned, readable, isReadable };
}

/** Phrases of these languages, intent by intent. */
export function phrasesOf(intents: Intent[], languages: readonly Language[]): Phrase[] {
  return intents.flatMap(({ intent, phrases }) =>
    languages.flatMap((language) => (phrases[language] ?? []).map((text) => ({ text, label: intent, language }))),
  );
}

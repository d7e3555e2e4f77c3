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

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

/** All that a model is trained on, cleaned once. */
export type TrainingMaterial = ReturnType<typeof trainingPhrases> & {
  /** Sorted. */
  labels: string[];
  languages: readonly Language[];
  messages: readonly Phrase[];
  encoderLanguages: Model['encoderLanguages'];
  /** Those of the rows that the encoder can read, which fine-tuning learns from, by their place. */
  readable: (Phrase & { place: number })[];
  isReadable(row: Phrase): boolean;
};

/** @throws BAD_INPUT where an intent has nothing to be learned by: what is said of it would be made up */
export function gatherMaterial(
  intents: Intent[],
  { languages, messages = [], encoderLanguages }: Material & Pick<Model, 'encoderLanguages'>,
): TrainingMaterial {
  const labels = intents.map(({ intent }) => intent).sort();
  const cleaned = trainingPhrases(intents, { languages, messages });
  requireEach(labels, cleaned.rows, languages);
  const isReadable = ({ text }: Phrase) => encoderLanguages === 'any' || !isForeignScript(text);
  const readable = cleaned.rows.flatMap((row, place) => (isReadable(row) ? [{ ...row, place }] : []));
  return { ...cleaned, labels, languages, messages, encoderLanguages, readable, isReadable };
}

function requireEach(labels: readonly string[], rows: readonly Phrase[], languages: readonly Language[]): void {
  const known = new Set(rows.map(({ label }) => label));
  const missing = labels.filter((label) => !known.has(label));
  if (missing.length === 0) return;
  throw new AppError('BAD_INPUT', {
    details: [`no phrase in ${languages.join(' or ')} of ${missing.join(', ')}: add some, or train other --languages`],
  });
}

/** Phrases of these languages, intent by intent. */
export function phrasesOf(intents: Intent[], languages: readonly Language[]): Phrase[] {
  return intents.flatMap(({ intent, phrases }) =>
    languages.flatMap((language) => (phrases[language] ?? []).map((text) => ({ text, label: intent, language }))),
  );
}

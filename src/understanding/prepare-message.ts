import { detectLanguage, isForeignScript } from './detect-language.js';
import { withoutIdentifiers } from './extract-slots.js';
import type { Language } from './intent-catalog.js';
import { mendSlips } from './mend-slips.js';
import type { Model } from './model-folder.js';

export type PreparedMessage = {
  /** As encoder and head read it. */
  text: string;
  language: Language;
  /** Whether the encoder can make anything of it; if not, its vector is all 0 and n-grams alone decide. */
  isReadable: boolean;
};

/** A customer's message as a model was taught to read such: order numbers and addresses aside, slips of the finger mended. */
export function prepareMessage({ lexicon, encoderLanguages }: Model, text: string): PreparedMessage {
  const words = mendSlips(withoutIdentifiers(text), lexicon);
  return {
    text: words,
    language: detectLanguage(text) ?? 'en',
    isReadable: encoderLanguages === 'any' || !isForeignScript(text),
  };
}

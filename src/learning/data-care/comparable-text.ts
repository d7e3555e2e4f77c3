import { withoutIdentifiers } from '../../understanding/extract-slots.js';

/**
 * What is left of a text when two are compared: small letters and words as the model reads them, without order numbers
 * and mail addresses; without marks; any number as 0. A text without a letter is compared by its numbers and marks.
 */
export function comparableText(text: string): string {
  const plain = withoutIdentifiers(text).normalize('NFKC').toLowerCase().trim();
  if (!/\p{L}/u.test(plain)) return plain;
  return plain
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/\p{N}+/gu, '0')
    .trim();
}

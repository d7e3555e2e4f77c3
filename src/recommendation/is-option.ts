import { familyNamed } from './colour-family.js';

/** A size, or a colour, as `optionWords` spells it. */
export function isOption(word: string): boolean {
  return SIZE.test(word) || familyNamed(word) !== undefined;
}

const SIZE = /^(?:x{0,3}s|m|x{0,3}l|(?:uk|us)?\d{1,2}|one size)$/;

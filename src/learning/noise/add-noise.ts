import type { Random } from '../random.js';
import { abbreviate } from './abbreviate.js';
import { changeCase } from './change-case.js';
import { changePunctuation } from './change-punctuation.js';
import { inflect } from './inflect.js';
import { misspell } from './misspell.js';
import { paraphrase } from './paraphrase.js';
import { type Piece, readPieces } from './pieces.js';
import { replaceSynonyms } from './replace-synonyms.js';

/**
 * The ways in which people's messages differ from tidy ones.
 * Sengupta et al., "On the Robustness of Intent Classification and Slot Labeling in Goal-oriented Dialog Systems to
 * Real-world Noise", 2021.
 */
export const NOISE_KINDS = [
  'abbreviation',
  'casing',
  'misspelling',
  'morphology',
  'paraphrase',
  'punctuation',
  'synonym',
] as const;

export type NoiseKind = (typeof NOISE_KINDS)[number];

type AddNoise = (pieces: Piece[], random: Random) => string;

const NOISES: Record<NoiseKind, AddNoise> = {
  abbreviation: abbreviate,
  casing: changeCase,
  misspelling: misspell,
  morphology: inflect,
  paraphrase,
  punctuation: changePunctuation,
  synonym: replaceSynonyms,
};

const OTHER_SCRIPT = /(?=\p{L})\P{Script=Latin}/u;

/**
 * An English message as someone else might have typed it, meaning the same. Order numbers, mail addresses and amounts
 * stay as they are. The text itself when this kind of noise finds nothing to change in it, or when it is in another
 * script.
 */
export function addNoise(text: string, kind: NoiseKind, random: Random): string {
  if (OTHER_SCRIPT.test(text)) return text;
  const pieces = readPieces(text);
  return pieces.some((piece) => piece.kind === 'word') ? NOISES[kind](pieces, random) : text;
}

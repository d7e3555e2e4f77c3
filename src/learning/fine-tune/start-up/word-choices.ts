import { createRandom, shuffle } from '../../random.js';
import type { SpecialIds, StartUpText } from './objective.js';

export type WordChoices = {
  /** Ids of the words to guess from. */
  ids: number[];
  /** Place of a word among them; undefined for what is never guessed. */
  placeOf(id: number): number | undefined;
};

type Options = { special: SpecialIds; vocabularySize: number; atLeast: number; seed: number };

/**
 * The words that occur in the texts, and random others where these are few: a softmax over a shop's own words costs a
 * tenth of one over 30,000 and asks for nearly the same.
 */
export function chooseWords(
  texts: readonly StartUpText[],
  { special, vocabularySize, atLeast, seed }: Options,
): WordChoices {
  const isSpecial = new Set(special.all);
  const chosen = new Set(texts.flatMap(({ ids }) => ids).filter((id) => !isSpecial.has(id)));
  const others = Uint32Array.from({ length: vocabularySize }, (_, id) => id);
  shuffle(others, createRandom(seed));
  for (const id of others) {
    if (chosen.size >= atLeast) break;
    if (!isSpecial.has(id)) chosen.add(id);
  }
  const ids = [...chosen].sort((one, other) => one - other);
  const places = new Map(ids.map((id, place) => [id, place]));
  return { ids, placeOf: (id) => places.get(id) };
}

import type { Random } from '../../random.js';
import type { WordChoices } from './word-choices.js';

/** One token to be guessed: where it stands, and its place among the words to guess from. */
export type HiddenWord = { row: number; position: number; answer: number };

export type HiddenText = { ids: number[]; hidden: HiddenWord[] };

type Options = { row: number; words: WordChoices; mask: number; share: number };

/**
 * Takes some words of a text away, one at least where it has any: of ten, eight become the mask, one another word, and
 * one stays, so that no token can be trusted or overlooked. Devlin et al., "BERT", NAACL 2019, section 3.1.
 */
export function hideWords(ids: readonly number[], { row, words, mask, share }: Options, random: Random): HiddenText {
  const guessable = ids.flatMap((id, position) => {
    const answer = words.placeOf(id);
    return answer === undefined ? [] : [{ row, position, answer }];
  });
  const drawn = guessable.filter(() => random() < share);
  const spare = guessable[Math.floor(random() * guessable.length)];
  const hidden = drawn.length === 0 && spare !== undefined ? [spare] : drawn;
  const changed = [...ids];
  for (const { position } of hidden) {
    const kind = random();
    if (kind < MASKED) changed[position] = mask;
    else if (kind < MASKED + EXCHANGED) {
      changed[position] = words.ids[Math.floor(random() * words.ids.length)] ?? mask;
    }
  }
  return { ids: changed, hidden };
}

const MASKED = 0.8;
const EXCHANGED = 0.1;

import { type Fact, factsIn } from './fact.js';
import { groundText } from './ground-text.js';
import { claimsNothing, readClaims } from './read-claims.js';

/** A text in other words, where what may be kept of them says every fact of it; else nothing. */
export type Reworded = { text: string | undefined; dropped: number };

export function reword(plain: string, words: string, facts: readonly Fact[] = factsIn(plain)): Reworded {
  const { said, dropped } = groundText(words, facts);
  const told = new Set(said.flatMap((sentence) => sentence.facts));
  const owed = facts.filter(({ text }) => !claimsNothing(readClaims(text)));
  const isWhole = owed.length > 0 && owed.every(({ id }) => told.has(id));
  return { text: isWhole ? joinSaid(said.map(({ text }) => text)) : undefined, dropped };
}

/** Chinese writes no space between sentences. */
export function joinSaid(sentences: readonly string[]): string {
  return sentences.reduce(
    (text, next) => (text === '' || /[。！？]$/u.test(text) ? text + next : `${text} ${next}`),
    '',
  );
}

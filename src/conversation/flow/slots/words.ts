/** Letters and digits of a text, word by word, without case; Chinese stands apart from what it is written against. */
export function wordsIn(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []
  );
}

/** Share of the words of `name` that were said, 0..1; a plural counts as its singular. */
export function shareSaid(name: string, said: ReadonlySet<string>): number {
  const words = wordsIn(name);
  const count = words.filter(
    (word) => said.has(word) || said.has(`${word}s`) || said.has(word.replace(/s$/, '')),
  ).length;
  return count / Math.max(1, words.length);
}

/** The one that most was said of, if half of it was and no other got as much. */
export function bestNamed<T>(
  candidates: readonly T[],
  nameOf: (one: T) => string,
  said: ReadonlySet<string>,
): T | undefined {
  const scored = candidates
    .map((candidate) => ({ candidate, share: shareSaid(nameOf(candidate), said) }))
    .sort((left, right) => right.share - left.share);
  const [best, second] = scored;
  return best !== undefined && best.share >= 0.5 && best.share > (second?.share ?? 0) ? best.candidate : undefined;
}

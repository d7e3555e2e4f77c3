/** Stands for every value that a text is given. */
export const GIVEN = '\u2022';

/** Everything a catalogue can say, its functions called with `GIVEN`; lists as lists. */
function saidBy(entry: unknown): (string | string[])[] {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry)) return [entry];
  if (typeof entry === 'function') return saidBy(entry(GIVEN, GIVEN, GIVEN, GIVEN));
  return Object.entries(entry ?? {}).flatMap(([key, value]) => (key === 'locale' ? [] : saidBy(value)));
}

export function wordsOf(catalogue: object): string[] {
  return saidBy(catalogue).flat();
}

/** The texts that are said in several ways. */
export function listsOf(catalogue: object): string[][] {
  return saidBy(catalogue).filter((said) => typeof said !== 'string');
}

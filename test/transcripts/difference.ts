/** What was expected of something and what came. Both in words. */
export type Difference = { what: string; expected: string; got: string };

/** Nothing when the two are the same. */
export function differ(what: string, expected: string, got: string): Difference[] {
  return expected === got ? [] : [{ what, expected, got }];
}

/** Where a value is not as far as the expectation says how it is; of a list every entry counts. */
export function differFrom(what: string, expected: unknown, got: unknown): Difference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [{ what, ...both(expected, got) }];
    return expected.flatMap((entry, index) => differFrom(`${what}[${index}]`, entry, got[index]));
  }
  if (isRecord(expected) && isRecord(got)) {
    return Object.entries(expected).flatMap(([key, value]) => differFrom(`${what}.${key}`, value, got[key]));
  }
  const { expected: wanted, got: came } = both(expected, got);
  return differ(what, wanted, came);
}

function both(expected: unknown, got: unknown): { expected: string; got: string } {
  return { expected: inWords(expected), got: inWords(got) };
}

function inWords(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

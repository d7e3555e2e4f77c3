const PLACES: [RegExp, (count: number) => number][] = [
  [/\b(first|1st|top)\b|第一|^\s*1\s*\.?\s*$/iu, () => 0],
  [/\b(second|2nd)\b|第二|^\s*2\s*\.?\s*$/iu, () => 1],
  [/\b(third|3rd)\b|第三|^\s*3\s*\.?\s*$/iu, () => 2],
  [/\b(last|bottom)\b|最后/iu, (count) => count - 1],
];

/** "The second one", of a list as it was shown. */
export function atPlace<T>(shown: readonly T[], text: string): T | undefined {
  const place = PLACES.find(([pattern]) => pattern.test(text))?.[1](shown.length);
  return place === undefined ? undefined : shown[place];
}

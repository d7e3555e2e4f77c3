import type { Asked, LanguageModel, PhrasingCounts } from './language-model.js';

/** One call, counted; without the marks of facts that the model was asked to set. */
export async function askModel(
  { model, counts }: { model: LanguageModel; counts: PhrasingCounts },
  asked: Asked,
): Promise<string | undefined> {
  counts.calls += 1;
  const written = await model.write(asked);
  if (written === undefined) counts.failures += 1;
  return written
    ?.replace(MARKS, '')
    .replace(/ +(?=[.!?。！？]|$)/gmu, '')
    .trim();
}

/** `[f1]` or `[f1, f2]`. What they say counts for nothing: the facts are found by what the sentence says. */
const MARKS = / ?\[f\d{1,3}(?:, ?f\d{1,3})*\]/gu;

/**
 * Rows of data in a shape that none of them can leave: one JSON value a line, and no angle bracket that could close what the
 * instructions call data.
 */
export function asData(name: string, rows: readonly object[]): string {
  const lines = rows.map((row) =>
    JSON.stringify(row).replace(/[<>]/gu, (bracket) => (bracket === '<' ? '\\u003c' : '\\u003e')),
  );
  return [`<${name}>`, ...lines, `</${name}>`].join('\n');
}

import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { SENTIMENTS, type SentimentLabel } from '../understanding/sentiment.js';

/** A message whose tone is known; `isFrustrated` when its writer is annoyed with the shop or its service. */
export type SentimentText = { text: string; sentiment: SentimentLabel; isFrustrated: boolean };

const COLUMNS = ['text', 'sentiment', 'frustration'];
const linesSchema = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }),
);
const rowSchema = z.object({
  text: z.string().refine((text) => text.trim() !== '', 'must not be empty'),
  sentiment: z.enum(SENTIMENTS, { error: `must be one of ${SENTIMENTS.join(', ')}` }),
  frustration: z.enum(['yes', 'no'], { error: 'must be yes or no' }),
});

/**
 * Reads a CSV with the columns `text`, `sentiment` (negative, neutral, positive) and `frustration` (yes, no).
 * @throws BAD_INPUT with `file:line: what` for every value that is missing or not allowed
 */
export async function readSentimentCsv(file: string): Promise<SentimentText[]> {
  const lines = parseLines(await readText(file), file);
  const header = Object.keys(lines[0]?.record ?? {});
  if (COLUMNS.some((column) => !header.includes(column))) {
    throw bad([`${file}:1: expected the columns ${COLUMNS.join(', ')}; found ${header.join(', ') || 'no rows'}`]);
  }
  const mistakes: string[] = [];
  const texts = lines.flatMap(({ record, info }): SentimentText[] => {
    const row = rowSchema.safeParse(record);
    if (row.success) return [toText(row.data)];
    mistakes.push(
      ...row.error.issues.map(({ path, message }) => `${file}:${info.lines}: ${path.join('.')} ${message}`),
    );
    return [];
  });
  if (mistakes.length > 0) throw bad(mistakes);
  return texts;
}

function toText({ text, sentiment, frustration }: z.infer<typeof rowSchema>): SentimentText {
  return { text, sentiment, isFrustrated: frustration === 'yes' };
}

function parseLines(text: string, file: string) {
  try {
    return linesSchema.parse(parse(text, { columns: true, info: true, bom: true, skip_empty_lines: true }));
  } catch (error) {
    throw bad([`${file}: ${error instanceof CsvError ? error.message : 'cannot be read as CSV'}`], error);
  }
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw bad([`${file}: cannot be read`], cause);
  });
}

function bad(details: string[], cause?: unknown): AppError {
  return new AppError('BAD_INPUT', { details, cause });
}

import { z } from 'zod';
import { SENTIMENTS, type SentimentLabel } from '../understanding/sentiment.js';
import { badCsv, readCsvLines } from './read-csv-lines.js';

/** A message whose tone is known; `isFrustrated` when its writer is annoyed with the shop or its service. */
export type SentimentText = { text: string; sentiment: SentimentLabel; isFrustrated: boolean };

const COLUMNS = ['text', 'sentiment', 'frustration'];
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
  const lines = await readCsvLines(file);
  const header = Object.keys(lines[0]?.record ?? {});
  if (COLUMNS.some((column) => !header.includes(column))) {
    throw badCsv([`${file}:1: expected the columns ${COLUMNS.join(', ')}; found ${header.join(', ') || 'no rows'}`]);
  }
  const mistakes: string[] = [];
  const texts = lines.flatMap(({ record, line }): SentimentText[] => {
    const row = rowSchema.safeParse(record);
    if (row.success) return [toText(row.data)];
    mistakes.push(...row.error.issues.map(({ path, message }) => `${file}:${line}: ${path.join('.')} ${message}`));
    return [];
  });
  if (mistakes.length > 0) throw badCsv(mistakes);
  return texts;
}

function toText({ text, sentiment, frustration }: z.infer<typeof rowSchema>): SentimentText {
  return { text, sentiment, isFrustrated: frustration === 'yes' };
}

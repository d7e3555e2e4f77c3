import type { Encoder } from '../understanding/encoder.js';
import { encodeExamples } from './encode-examples.js';
import type { SentimentExample } from './fit-sentiment.js';
import type { SentimentText } from './read-sentiment-csv.js';

/** Messages whose tone is known and their vectors, read as served messages are. */
export async function encodeSentimentTexts(
  encoder: Encoder,
  rows: SentimentText[],
  progress: (line: string) => void,
): Promise<SentimentExample[]> {
  const encoded = await encodeExamples(
    encoder,
    rows.map(({ text, sentiment }) => ({ text, label: sentiment })),
    progress,
  );
  return rows.flatMap((row, at) => encoded.slice(at, at + 1).map(({ text, vector }) => ({ ...row, text, vector })));
}

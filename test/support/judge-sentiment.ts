import { auroc } from '../../src/learning/auroc.js';
import type { SentimentText } from '../../src/learning/read-sentiment-csv.js';
import { readSentimentCues } from '../../src/understanding/sentiment-cues.js';

export const SENTIMENT_TRAIN = 'intents/sentiment/train.csv';
export const SENTIMENT_HELD_OUT = 'test/fixtures/sentiment/held-out-2026-11-24.csv';

export type ToneScores = { negative: number; positive: number; frustration: number };

/** Area under the ROC curve of negative against the rest, positive against the rest, and frustrated or not. */
export function judgeSentiment<Row extends SentimentText>(rows: Row[], score: (row: Row) => ToneScores): ToneScores {
  const scored = rows.map((row) => ({ row, scores: score(row) }));
  const area = (output: keyof ToneScores, isMeant: (row: Row) => boolean) =>
    auroc(
      scored.filter(({ row }) => isMeant(row)).map(({ scores }) => scores[output]),
      scored.filter(({ row }) => !isMeant(row)).map(({ scores }) => scores[output]),
    );
  return {
    negative: area('negative', ({ sentiment }) => sentiment === 'negative'),
    positive: area('positive', ({ sentiment }) => sentiment === 'positive'),
    frustration: area('frustration', ({ isFrustrated }) => isFrustrated),
  };
}

/** What a list of words can say: unkind words less kind ones, "not" turning each around; anger and threats on top. */
export function countKeywords(text: string): ToneScores {
  const { positive, thanks, negative, anger, deniedPositive, deniedNegative, repetition, threat } =
    readSentimentCues(text);
  const balance = negative + anger + deniedPositive - positive - thanks - deniedNegative;
  return { negative: balance, positive: -balance, frustration: balance + repetition + threat };
}

export function lowest(scores: ToneScores): number {
  return Math.min(scores.negative, scores.positive, scores.frustration);
}

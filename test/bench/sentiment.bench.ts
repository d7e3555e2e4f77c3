import { encodeSentimentTexts } from '../../src/learning/encode-sentiment.js';
import { fitSentiment } from '../../src/learning/fit-sentiment.js';
import { readSentimentCsv } from '../../src/learning/read-sentiment-csv.js';
import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import { scoreSentiment } from '../../src/understanding/sentiment.js';
import {
  countKeywords,
  judgeSentiment,
  lowest,
  SENTIMENT_HELD_OUT,
  SENTIMENT_TRAIN,
} from '../support/judge-sentiment.js';
import type { BenchResult } from './bench-result.js';

/**
 * Lowest of three areas under the ROC curve on the held-out messages: negative against the rest, positive against the
 * rest, frustrated or not. Baseline: the lowest of the same three from counting keywords.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const rows = {
    train: await readSentimentCsv(SENTIMENT_TRAIN),
    heldOut: await readSentimentCsv(SENTIMENT_HELD_OUT),
  };
  const pool = await createEncoderPool({ modelDir: 'intents/model', log: createLog('warn') });
  const examples = await encodeSentimentTexts(pool, [...rows.train, ...rows.heldOut], progress).finally(() =>
    pool.stop(),
  );
  const heldOut = examples.slice(rows.train.length);
  const { model, aurocs: crossValidated, l2 } = fitSentiment(examples.slice(0, rows.train.length));
  const ours = judgeSentiment(heldOut, ({ vector, text }) => scoreSentiment(model, vector, text));
  const keywords = judgeSentiment(heldOut, ({ text }) => countKeywords(text));
  return {
    name: 'sentiment',
    value: lowest(ours),
    unit: 'AUROC',
    baseline: lowest(keywords),
    ratio: lowest(ours) / lowest(keywords),
    detail: { heldOut: ours, keywords, crossValidated, l2, train: rows.train.length, test: heldOut.length },
  };
}

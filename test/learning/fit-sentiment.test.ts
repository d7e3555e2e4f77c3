import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeSentimentTexts } from '../../src/learning/encode-sentiment.js';
import { fitSentiment, type SentimentExample } from '../../src/learning/fit-sentiment.js';
import { createRandom } from '../../src/learning/random.js';
import { readSentimentCsv } from '../../src/learning/read-sentiment-csv.js';
import { SENTIMENTS, scoreSentiment } from '../../src/understanding/sentiment.js';
import { encodeSentiment } from '../../src/understanding/sentiment-file.js';
import {
  countKeywords,
  judgeSentiment,
  SENTIMENT_HELD_OUT,
  SENTIMENT_TRAIN,
  type ToneScores,
} from '../support/judge-sentiment.js';
import { missing } from '../support/require-parts.js';
import { noEncoder, startServedEncoder } from '../support/served-encoder.js';

/** Tones lie apart on the first axis, frustration on the second; the third says nothing. */
function cloud(count: number): SentimentExample[] {
  const random = createRandom(5);
  return Array.from({ length: count }, (_, at) => {
    const tone = at % 3;
    const isFrustrated = at % 2 === 0;
    const noise = () => random() * 0.6 - 0.3;
    return {
      text: 'parcel',
      sentiment: SENTIMENTS[tone] ?? 'neutral',
      isFrustrated,
      vector: Float32Array.of(tone - 1 + noise(), (isFrustrated ? 1 : -1) + noise(), noise()),
    };
  });
}

describe('fitting sentiment', () => {
  const examples = cloud(90);

  it('tells what it was taught, and knows how well from messages it had not seen', () => {
    const { model, aurocs } = fitSentiment(examples);
    for (const { text, vector, sentiment, isFrustrated } of examples) {
      const scores = scoreSentiment(model, vector, text);
      expect(Math.max(scores.negative, scores.neutral, scores.positive)).toBe(scores[sentiment]);
      expect(scores.frustration > 0.5).toBe(isFrustrated);
    }
    expect(Math.min(...Object.values(aurocs))).toBeGreaterThan(0.99);
  });

  it('makes the same bytes of the same examples', () => {
    expect(encodeSentiment(fitSentiment(cloud(90)).model)).toEqual(encodeSentiment(fitSentiment(examples).model));
  });

  it('finds nothing, and says so, where there is nothing to find', () => {
    const random = createRandom(9);
    const noise = cloud(120).map((example) => ({
      ...example,
      vector: Float32Array.from({ length: 3 }, () => random() - 0.5),
    }));
    const { aurocs, l2 } = fitSentiment(noise);
    for (const area of Object.values(aurocs)) expect(Math.abs(area - 0.5)).toBeLessThan(0.2);
    expect(l2.tone).toBeGreaterThan(fitSentiment(examples).l2.tone);
  });
});

describe('labelled sentiment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sentiment-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'messages.csv');
  const read = (text: string) => {
    writeFileSync(file, text);
    return readSentimentCsv(file);
  };

  it('is read from its three columns, in any order', async () => {
    expect(await read('\uFEFFfrustration,text,sentiment\nyes,"well, ""thanks""\na lot",negative\n')).toEqual([
      { text: 'well, "thanks"\na lot', sentiment: 'negative', isFrustrated: true },
    ]);
  });

  it.each([
    ['text,sentiment\nhi,neutral\n', /:1: expected the columns text, sentiment, frustration; found text, sentiment/],
    ['text,sentiment,frustration\nhi,calm,no\n', /:2: sentiment must be one of negative, neutral, positive/],
    ['text,sentiment,frustration\nhi,neutral,no\nyo,neutral,maybe\n ,neutral,no\n', /:3: frustration .*:4: text /s],
    ['text,sentiment,frustration\n"hi,neutral,no\n', /Quote/],
    ['', /found no rows/],
  ])('is refused with file and line: %j', async (text, expected) => {
    const refusal = await read(text).catch((error: { code: string; details: string[] }) => error);
    expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
    expect('details' in refusal ? refusal.details.join('\n') : '').toMatch(expected);
  });

  it('is refused when there is no such file', async () => {
    await expect(readSentimentCsv(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('the messages held out', () => {
  it('are the ones that were put aside, and none of them is trained on', async () => {
    const sha256 = createHash('sha256').update(readFileSync(SENTIMENT_HELD_OUT)).digest('hex');
    expect(sha256).toBe('c302eb4aa1c979c06aa7d5484471c0ab6afac1058ae445142779b0ea8b5cd73d');
    const plain = ({ text }: { text: string }) => text.toLowerCase().replace(/\W+/g, ' ').trim();
    const trained = new Set((await readSentimentCsv(SENTIMENT_TRAIN)).map(plain));
    const heldOut = await readSentimentCsv(SENTIMENT_HELD_OUT);
    expect(heldOut.length).toBeGreaterThanOrEqual(240);
    expect(heldOut.filter((row) => trained.has(plain(row)))).toEqual([]);
  });

  it.skipIf(missing(noEncoder()))(
    'are told apart, and better than by counting keywords',
    { timeout: 120_000 },
    async () => {
      const train = await readSentimentCsv(SENTIMENT_TRAIN);
      const heldOut = await readSentimentCsv(SENTIMENT_HELD_OUT);
      const pool = await startServedEncoder();
      const examples = await encodeSentimentTexts(pool, [...train, ...heldOut], () => {}).finally(() => pool.stop());
      const { model } = fitSentiment(examples.slice(0, train.length));
      const judged = examples.slice(train.length);
      const ours = judgeSentiment(judged, ({ vector, text }) => scoreSentiment(model, vector, text));
      const keywords = judgeSentiment(judged, ({ text }) => countKeywords(text));
      const outputs: (keyof ToneScores)[] = ['negative', 'positive', 'frustration'];
      for (const output of outputs) {
        expect(ours[output], output).toBeGreaterThanOrEqual(0.9);
        expect(ours[output], output).toBeGreaterThan(keywords[output]);
      }
    },
  );
});

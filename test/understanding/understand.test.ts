import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationEventSchema } from '../../src/conversation/conversation-event.js';
import { readSentimentCsv } from '../../src/learning/read-sentiment-csv.js';
import type { Encoder } from '../../src/understanding/encoder.js';
import type { EncoderPool } from '../../src/understanding/encoder-pool.js';
import { type Model, readModelFolder } from '../../src/understanding/model-folder.js';
import type { Sentiment } from '../../src/understanding/sentiment.js';
import { createUnderstand } from '../../src/understanding/understand.js';
import type { Understand } from '../../src/understanding/understanding.js';
import { judgeSentiment, SENTIMENT_HELD_OUT } from '../support/judge-sentiment.js';
import { missing } from '../support/require-parts.js';
import { noEncoder, startServedEncoder } from '../support/served-encoder.js';

describe.skipIf(missing(noEncoder()))('understanding a message', () => {
  let pool: EncoderPool;
  let model: Model;
  let understand: Understand;
  /** Texts of each request to the encoder. */
  let asked: string[][] = [];
  beforeAll(async () => {
    pool = await startServedEncoder();
    model = await readModelFolder('intents/model');
    const watched: Encoder = {
      dimensions: pool.dimensions,
      encode: (texts, options) => pool.encode(texts, options),
      read: (texts, options) => {
        asked.push(texts);
        return pool.read(texts, options);
      },
    };
    understand = createUnderstand({ encoder: watched, model });
  });
  afterAll(() => pool?.stop());

  it('takes one pass for one sentence, which has no parts', async () => {
    asked = [];
    const { decision, parts } = await understand('where is my order HL-104233?');
    expect(asked).toEqual([[expect.stringMatching(/^where is my order/)]]);
    expect(decision).toMatchObject({ kind: 'confident', intent: 'track_order' });
    expect(parts).toEqual([]);
  });

  it('reports both of two requests in their order, asked for at once, and says what words ask for them', async () => {
    asked = [];
    const { decision, parts } = await understand('Where is my parcel? And how do I get an invoice for it?');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toHaveLength(3);
    expect(parts).toMatchObject([
      { intent: 'track_order', text: 'Where is my parcel?' },
      { intent: 'invoice', text: 'how do I get an invoice for it?' },
    ]);
    const main = decision.kind === 'confident' ? decision.intent : undefined;
    expect(parts.map(({ intent }) => intent)).toContain(main);
  });

  it('is of one request where the other sentences only tell of it', async () => {
    const { decision, parts } = await understand(
      'I ordered a jacket last week. It was a gift. I want to cancel my order.',
    );
    expect(parts).toEqual([]);
    expect(decision).toMatchObject({ kind: 'confident', intent: 'cancel_order' });
  });

  it('does not ask the encoder about what it cannot read', async () => {
    asked = [];
    const { sentiment, vector } = await understand('我的包裹在哪里？我要发票。');
    expect(asked).toEqual([]);
    expect(vector.every((value) => value === 0)).toBe(true);
    expect((sentiment?.negative ?? 0) + (sentiment?.neutral ?? 0) + (sentiment?.positive ?? 0)).toBeCloseTo(1, 4);
  });

  it('tells tone and frustration of messages it has not learned from', async () => {
    const rows = await readSentimentCsv(SENTIMENT_HELD_OUT);
    const read: ((typeof rows)[number] & { mood: Sentiment | undefined })[] = [];
    for (const row of rows) read.push({ ...row, mood: (await understand(row.text)).sentiment });
    const areas = judgeSentiment(read, ({ mood }) => mood ?? { negative: 0, positive: 0, frustration: 0 });
    for (const [what, area] of Object.entries(areas)) expect(area, what).toBeGreaterThanOrEqual(0.9);
  }, 120_000);

  it('is without tone where the model has learned none', async () => {
    const plain = createUnderstand({ encoder: pool, model: { ...model, sentiment: undefined } });
    expect((await plain('this is great, thank you')).sentiment).toBeUndefined();
  });
});

describe('a log from before messages had parts and tone', () => {
  it('still reads', () => {
    const old = {
      kind: 'understood',
      messageSeq: 2,
      decision: { kind: 'unsure' },
      ranking: [],
      slots: {},
      modelId: 'intents-old',
    };
    expect(conversationEventSchema.parse(old)).toMatchObject({ parts: [], decision: { kind: 'unsure' } });
  });
});

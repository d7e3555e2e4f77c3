import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { combineParts, type PartReading } from '../../src/understanding/combine-parts.js';
import type { EncoderPool } from '../../src/understanding/encoder-pool.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import { splitSentences } from '../../src/understanding/split-sentences.js';
import { createUnderstand } from '../../src/understanding/understand.js';
import type { IntentDecision, Understand } from '../../src/understanding/understanding.js';
import { missing } from '../support/require-parts.js';
import { noEncoder, startServedEncoder } from '../support/served-encoder.js';

const sure = (text: string, intent: string, probability = 0.95): PartReading => ({
  text,
  decision: { kind: 'confident', intent, probability },
  ranking: [{ intent, probability }],
});
const unsure = (text: string, ...intents: string[]): PartReading => ({
  text,
  decision: { kind: 'unsure' },
  ranking: intents.map((intent, at) => ({ intent, probability: 0.4 - at / 10 })),
});

describe('what a message of several parts asks for', () => {
  it('is everything that its parts are sure of, in their order', () => {
    const parts = [sure('where is it?', 'track_order'), unsure('well.'), sure('is it in blue?', 'stock_check')];
    expect(combineParts(unsure(''), parts)).toEqual({
      kind: 'several',
      intents: [
        { intent: 'track_order', probability: 0.95, text: 'where is it?' },
        { intent: 'stock_check', probability: 0.95, text: 'is it in blue?' },
      ],
    });
  });

  it('is the same of two orders, where both are named', () => {
    const [one, other] = [sure('cancel TS-1001', 'cancel_order'), sure('cancel TS-1002', 'cancel_order')];
    expect(combineParts(unsure(''), [one, other])).toMatchObject({
      kind: 'several',
      intents: [{ text: 'cancel TS-1001' }, { text: 'cancel TS-1002' }],
    });
    const same = sure('please cancel TS-1001', 'cancel_order');
    expect(combineParts(one, [one, same])).toMatchObject({ kind: 'one' });
    expect(combineParts(one, [one, sure('cancel it', 'cancel_order')])).toMatchObject({ kind: 'one' });
  });

  it('is one thing when both parts ask for the same', () => {
    const whole = sure('', 'track_order');
    const parts = [sure('where is it?', 'track_order'), sure('when does it come?', 'track_order')];
    expect(combineParts(whole, parts)).toMatchObject({ kind: 'one', decision: whole.decision });
  });

  it.each(['greeting', 'thanks', 'goodbye', 'affirm', 'deny', 'complaint'])('does not count a %s', (intent) => {
    const whole = sure('', 'track_order');
    expect(combineParts(whole, [sure('well?', intent), sure('where is it?', 'track_order')]).kind).toBe('one');
  });

  it('counts a statement only when it is very sure, a question when it is sure', () => {
    const whole = sure('', 'size_advice');
    const question = sure('which size?', 'size_advice', 0.7);
    expect(combineParts(whole, [sure('I am off to Rome.', 'store_visit', 0.8), question]).kind).toBe('one');
    expect(combineParts(whole, [sure('is there parking?', 'store_visit', 0.6), question]).kind).toBe('one');
    expect(combineParts(whole, [sure('The mug is broken.', 'damaged_or_wrong_item', 0.95), question]).kind).toBe(
      'several',
    );
  });

  it('is what one sentence of a story asks for when the whole is unsure', () => {
    const story = [unsure('I was away.'), unsure('It rained.'), sure('Do you have the 39?', 'stock_check')];
    const likely = unsure('', 'store_visit', 'stock_check');
    expect(combineParts(likely, story)).toMatchObject({ kind: 'one', decision: { intent: 'stock_check' } });
    expect(combineParts(unsure('', 'store_visit'), story)).toMatchObject({ decision: { kind: 'unsure' } });
    expect(combineParts(likely, story.slice(1))).toMatchObject({ decision: { kind: 'unsure' } });
    expect(combineParts(sure('', 'store_visit'), story)).toMatchObject({ decision: { intent: 'store_visit' } });
  });

  it.each([[], ['?']])('leaves a message of fewer than two parts as it was read', (...texts) => {
    const decisions: IntentDecision[] = [{ kind: 'out-of-scope' }, { kind: 'ambiguous', intents: ['a', 'b'] }];
    for (const decision of decisions) {
      const parts = texts.map((text) => unsure(text));
      expect(combineParts({ decision, ranking: [] }, parts)).toEqual({ kind: 'one', decision, ranking: [] });
    }
  });
});

describe.skipIf(missing(noEncoder()))('the model that ships, sentence by sentence', () => {
  let pool: EncoderPool;
  let understand: Understand;
  beforeAll(async () => {
    pool = await startServedEncoder();
    understand = createUnderstand({ encoder: pool, model: await readModelFolder('intents/model') });
  });
  afterAll(() => pool?.stop());

  const several = readRows('several-2026-11-24.csv', 'intents').map(({ text, label }) => ({
    text,
    intents: label.split('+'),
  }));

  it('finds both intents of four in five messages that have two', async () => {
    const doubles = several.filter(({ intents }) => intents.length === 2);
    const found = await countSeveral(doubles.map(({ text }) => text));
    process.stderr.write(`${found} of ${doubles.length} double messages found\n`);
    expect(doubles.length).toBeGreaterThanOrEqual(40);
    expect(found / doubles.length).toBeGreaterThanOrEqual(0.8);
  }, 120_000);

  it('sees two intents in no more than three in a hundred messages that have one', async () => {
    const singles = several.filter(({ intents }) => intents.length === 1).map(({ text }) => text);
    const frozen = readRows('frozen-2026-11-24.csv', 'intent').map(({ text }) => text);
    const stories = await countSeveral(singles);
    const split = await countSeveral(frozen.filter((text) => splitSentences(text).length > 1));
    process.stderr.write(`${stories} of ${singles.length} stories and ${split} of ${frozen.length} messages split\n`);
    expect((stories + split) / (singles.length + frozen.length)).toBeLessThanOrEqual(0.03);
  }, 240_000);

  async function countSeveral(texts: string[]): Promise<number> {
    let count = 0;
    for (const text of texts) if ((await understand(text)).parts.length > 1) count += 1;
    return count;
  }
});

function readRows(file: string, column: string): { text: string; label: string }[] {
  const rows = parse(readFileSync(`test/fixtures/intents/${file}`, 'utf8'), { columns: true });
  return z
    .array(z.record(z.string(), z.string()))
    .parse(rows)
    .map((row) => ({ text: row.text ?? '', label: row[column] ?? '' }));
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';
import { buildEncoderEntry } from '../support/encoder-entry.js';
import { cosine, readEncoderReference } from '../support/encoder-reference.js';

const reference = readEncoderReference();
const texts = reference.map(({ text }) => text);

describe('the encoder that serves, in its processes', () => {
  let pool: EncoderPool;
  beforeAll(async () => {
    const log = createLog('silent');
    pool = await createEncoderPool({ modelDir: 'intents/model', entry: buildEncoderEntry(), processes: 2, log });
  });
  afterAll(async () => {
    await pool?.stop();
  });

  it('gives what Python computes for the same weights, as near as 8 bits come', async () => {
    const vectors = await pool.encode(texts);
    const known = vectors.flatMap((vector, at) =>
      isZero(vector) ? [] : [cosine(vector, reference[at]?.vector ?? [])],
    );
    expect(known.length).toBeGreaterThan(40);
    expect(Math.min(...known)).toBeGreaterThan(0.997);
    expect(known.reduce((sum, each) => sum + each, 0) / known.length).toBeGreaterThan(0.999);
  });

  it('gives vectors of length 1, or of zeros where no word is known', async () => {
    for (const vector of await pool.encode(texts)) {
      expect(vector).toHaveLength(384);
      if (!isZero(vector)) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
    const unknown = await pool.encode(['', '   ', '👍', 'คำสั่งซื้อของฉันอยู่ที่ไหน']);
    expect(unknown.every(isZero)).toBe(true);
  });

  it('gives a message the same bits alone and among many at once', async () => {
    const together = await pool.encode([...texts, ...texts.toReversed()]);
    const alone: Float32Array[] = [];
    for (const text of texts) alone.push(...(await pool.encode([text])));
    expect(together.slice(0, texts.length)).toEqual(alone);
    expect(together.slice(texts.length).reverse()).toEqual(alone);
  });
});

function isZero(vector: Float32Array): boolean {
  return vector.every((value) => value === 0);
}

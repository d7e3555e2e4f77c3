import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from '../../src/learning/export-onnx.js';
import { phrasesOf } from '../../src/learning/train.js';
import { createLog } from '../../src/log.js';
import { decideIntent } from '../../src/understanding/decide-intent.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';
import { scoreIntents } from '../../src/understanding/head.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import { tokenise } from '../../src/understanding/tokenise.js';
import { rankIntents } from '../../src/understanding/understand.js';
import { buildEncoderEntry } from '../support/encoder-entry.js';
import { cosine, readEncoderReference } from '../support/encoder-reference.js';
import { readShippedIntents } from '../support/shipped-intents.js';
import { loadBatchEncoder, loadTokenizer } from '../support/padded-batch.js';

const MODEL = 'intents/model';
const reference = readEncoderReference();
let exported: string;
let pool: EncoderPool;

beforeAll(async () => {
  exported = mkdtempSync('node_modules/.encoder-');
  await exportOnnx({ from: 'intents/base', to: exported, precision: 'fp32' });
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    await cp(join('intents/base', file), join(exported, file));
  }
  pool = await createEncoderPool({ modelDir: MODEL, entry: buildEncoderEntry(), log: createLog('silent') });
}, 120_000);

afterAll(async () => {
  await pool?.stop();
  rmSync(exported, { recursive: true, force: true });
});

describe('the encoder against an independent computation', () => {
  it('has a reference of odd texts', () => {
    expect(reference.length).toBeGreaterThanOrEqual(40);
    expect(reference.some(({ ids }) => ids.length === 128)).toBe(true);
  });

  it('splits every text into exactly the same tokens', async () => {
    const tokenizer = await loadTokenizer(MODEL);
    for (const { text, ids } of reference) expect(tokenise(tokenizer, text), JSON.stringify(text)).toEqual(ids);
  });

  it('gives the same vectors in single precision, within 1e-4', async () => {
    const encode = await loadBatchEncoder(exported, 'fp32');
    for (const { text, vector } of reference) {
      const [ours = new Float32Array(0)] = await encode([text]);
      const furthest = Math.max(...vector.map((value, at) => Math.abs(value - (ours[at] ?? Number.NaN))));
      expect(furthest, JSON.stringify(text)).toBeLessThan(1e-4);
    }
  });

  it('stays close to them with 8-bit weights: cosine .999 on messages, .997 on the oddest text', async () => {
    const vectors = await pool.encode(reference.map(({ text }) => text));
    const closeness = reference.map(({ vector, text, ids }, at) => ({
      text,
      words: ids.length - 2,
      cosine: cosine(vector, vectors[at] ?? []),
      isKnown: (vectors[at] ?? new Float32Array(0)).some((value) => value !== 0),
    }));
    const known = closeness.filter(({ isKnown }) => isKnown);
    expect(known.length).toBeGreaterThan(40);
    for (const { text, cosine: close } of known) expect(close, JSON.stringify(text)).toBeGreaterThan(0.997);
    const messages = known.filter(({ text }) => /^[\x20-\x7e]+$/.test(text) && text.split(' ').length >= 4 && text.length < 200);
    expect(messages.length).toBeGreaterThan(8);
    const mean = messages.reduce((sum, { cosine: close }) => sum + close, 0) / messages.length;
    expect(mean).toBeGreaterThan(0.999);
  });

  it('gives a vector of zeros where no word is known', async () => {
    for (const text of ['', '   ', '👍', 'คำสั่งซื้อของฉันอยู่ที่ไหน']) {
      const [vector] = await pool.encode([text]);
      expect(vector, text).toEqual(new Float32Array(384));
    }
  });
});

describe('a message and its neighbours', () => {
  it('gets the same bits alone and among many at once', async () => {
    const texts = reference.map(({ text }) => text);
    const together = await pool.encode([...texts, ...texts.toReversed()]);
    const alone: Float32Array[] = [];
    for (const text of texts) alone.push(...(await pool.encode([text])));
    expect(together.slice(0, texts.length)).toEqual(alone);
    expect(together.slice(texts.length).reverse()).toEqual(alone);
  });

  it('gets the same decision in any padded batch of 2 to 32, and probabilities within .03', async () => {
    const { head, thresholds } = await readModelFolder(MODEL);
    const texts = phrasesOf(await readShippedIntents()).filter((_, at) => at % 11 === 0).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(200);
    const encode = await loadBatchEncoder(MODEL, 'q8');
    const alone: Float32Array[] = [];
    for (const text of texts) alone.push(...(await encode([text])));
    const batched: Float32Array[] = [];
    for (let size = 2; batched.length < texts.length; size = size === 32 ? 2 : size + 5) {
      batched.push(...(await encode(texts.slice(batched.length, batched.length + Math.min(size, 32)))));
    }
    const judge = (vectors: Float32Array[], at: number) => scoreIntents(head, vectors[at] ?? new Float32Array(384), texts[at] ?? '');
    texts.forEach((text, at) => {
      const [one, other] = [judge(alone, at), judge(batched, at)];
      const moved = Math.max(...one.map((probability, label) => Math.abs(probability - (other[label] ?? 0))));
      expect(moved, text).toBeLessThanOrEqual(0.03);
      const decide = (scores: Float32Array) => decideIntent(rankIntents(head.labels, scores), thresholds).kind;
      expect(decide(other), text).toBe(decide(one));
    });
  }, 120_000);
});

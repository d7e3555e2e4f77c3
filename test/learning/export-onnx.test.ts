import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from '../../src/learning/export-onnx.js';
import { scoreIntents } from '../../src/understanding/head.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import { tokenise } from '../../src/understanding/tokenise.js';
import { cosine, readEncoderReference } from '../support/encoder-reference.js';
import { type BatchEncoder, loadBatchEncoder, loadTokenizer } from '../support/padded-batch.js';
import { readShippedIntents } from '../support/shipped-intents.js';

const reference = readEncoderReference();
const BATCHES = [2, 3, 8, 32];
const MESSAGES = 160;

describe('the exported encoder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'encoder-'));
  let fp32: BatchEncoder;
  let q8: BatchEncoder;

  beforeAll(async () => {
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
      cpSync(`intents/base/${file}`, join(folder, file));
    await exportOnnx({ from: 'intents/base', to: folder, precision: 'fp32' });
    await exportOnnx({ from: 'intents/base', to: folder, precision: 'q8' });
    fp32 = await loadBatchEncoder(folder, 'fp32');
    q8 = await loadBatchEncoder(folder, 'q8');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the graph that ships, byte for byte', () => {
    const shipped = readFileSync('intents/model/onnx/model_quantized.onnx');
    expect(readFileSync(join(folder, 'onnx/model_quantized.onnx')).equals(shipped)).toBe(true);
  });

  it('cuts every text into exactly the reference’s tokens', async () => {
    const tokenizer = await loadTokenizer(folder);
    for (const { text, ids } of reference) expect(tokenise(tokenizer, text), text.slice(0, 60)).toEqual(ids);
  });

  it('gives the reference’s vectors in 32 bits, and nearly so in 8', async () => {
    const cosines: number[] = [];
    for (const { text, vector } of reference) {
      const [exact = new Float32Array()] = await fp32([text]);
      expect(largestDifference(exact, vector), text.slice(0, 60)).toBeLessThan(1e-4);
      const [small = new Float32Array()] = await q8([text]);
      cosines.push(cosine(small, vector));
    }
    expect(Math.min(...cosines)).toBeGreaterThan(0.997);
    expect(cosines.reduce((sum, each) => sum + each, 0) / cosines.length).toBeGreaterThan(0.999);
  });

  it('scores a message the same alone and in any padded batch', async () => {
    const { head } = await readModelFolder('intents/model');
    const messages = everyNth(
      (await readShippedIntents()).flatMap(({ phrases }) => phrases.en),
      MESSAGES,
    );
    const alone: Float32Array[] = [];
    for (const message of messages) alone.push(...(await q8([message])));
    for (const size of BATCHES) {
      for (let start = 0; start < messages.length; start += size) {
        const texts = messages.slice(start, start + size);
        const vectors = await q8(texts);
        texts.forEach((text, index) => {
          const together = scoreIntents(head, vectors[index] ?? new Float32Array(), text);
          const apart = scoreIntents(head, alone[start + index] ?? new Float32Array(), text);
          expect(best(together), text).toBe(best(apart));
          expect(largestDifference(together, apart), text).toBeLessThanOrEqual(0.03);
        });
      }
    }
  }, 180_000);
});

/** `count` of them, spread over all intents. */
function everyNth(texts: string[], count: number): string[] {
  const step = Math.floor(texts.length / count);
  return texts.filter((_text, index) => index % step === 0).slice(0, count);
}

function best(probabilities: Float32Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

function largestDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  return Array.from(left).reduce((max, value, index) => Math.max(max, Math.abs(value - (right[index] ?? 0))), 0);
}

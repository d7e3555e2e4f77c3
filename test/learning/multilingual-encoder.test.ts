import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareEncoder } from '../../src/learning/prepare-encoder.js';
import { tokenise } from '../../src/understanding/tokenise.js';
import { cosine, readEncoderReference } from '../support/encoder-reference.js';
import { type BatchEncoder, loadBatchEncoder, loadTokenizer } from '../support/padded-batch.js';
import { missing, noShared } from '../support/require-parts.js';

const BASE = '../shared/multilingual-encoder';
const reference = readEncoderReference('multilingual-reference.json');

describe.skipIf(missing(noShared('multilingual-encoder/model.safetensors')))(
  'a multilingual encoder of 12 layers',
  () => {
    const cache = mkdtempSync(join(tmpdir(), 'multilingual-'));
    let folder: string;
    let encode: BatchEncoder;
    beforeAll(async () => {
      ({ folder } = await prepareEncoder(BASE, cache));
      encode = await loadBatchEncoder(folder, 'q8');
    }, 180_000);
    afterAll(() => rmSync(cache, { recursive: true, force: true }));

    it('takes a quarter of the space of its weights in full', () => {
      const values = 113_079 * 384 + 512 * 384 + 12 * 1_774_464;
      const { size } = statSync(join(folder, 'onnx/model_quantized.onnx'));
      expect(size).toBeLessThan(values * 4 * 0.28);
    });

    it('gives the vectors that Python computes from the same weights, as near as 8 bits come', async () => {
      const tokenizer = await loadTokenizer(folder);
      const cosines: number[] = [];
      for (const { text, ids, vector } of reference) {
        expect(tokenise(tokenizer, text), text.slice(0, 60)).toEqual(ids);
        const [made = new Float32Array()] = await encode([text]);
        cosines.push(cosine(made, vector));
      }
      expect(Math.min(...cosines)).toBeGreaterThan(0.999);
    });
  },
);

import { describe, expect, it } from 'vitest';
import { readLayer, toCheckpoint } from '../../../src/learning/fine-tune/layer-weights.js';
import { tinyBert } from './tiny-bert.js';

describe('the tensors of a layer', () => {
  it('go back into a checkpoint under the names and with the values they came from', async () => {
    const weights = tinyBert();
    const checkpoint = toCheckpoint(1, await readLayer(weights, 1));
    expect(checkpoint.size).toBe(16);
    for (const [name, { shape, data }] of checkpoint) {
      expect(data, name).toEqual(await weights.read(name, shape));
      expect(name).toMatch(/^encoder\.layer\.1\.(attention|intermediate|output)\./);
    }
    expect(checkpoint.get('encoder.layer.1.intermediate.dense.weight')?.shape).toEqual([32, 16]);
  });
});

import { describe, expect, it } from 'vitest';
import { readLayer } from '../../../src/learning/fine-tune/layer-weights.js';
import { keepLayers, replaceLayers } from '../../../src/learning/fine-tune/replace-layers.js';
import { tinyBert } from './tiny-bert.js';

describe('an encoder with other layers', () => {
  it('has them on top, and what is below them as it was', async () => {
    const lowest = await readLayer(tinyBert(), 0);
    const replaced = replaceLayers(tinyBert(), lowest);
    const values = async (layer: number) => (await readLayer(replaced, layer)).map(({ data }) => data);
    expect(await values(1)).toEqual(lowest.map(({ data }) => data));
    expect(await values(0)).toEqual(lowest.map(({ data }) => data));
  });
});

describe('an encoder of fewer layers', () => {
  it('has those that are kept, in the order given, and says how many', async () => {
    const kept = keepLayers(tinyBert(), [1]);
    expect(kept.config).toEqual({ ...tinyBert().config, num_hidden_layers: 1 });
    const values = async (weights: typeof kept, layer: number) =>
      (await readLayer(weights, layer)).map(({ data }) => data);
    expect(await values(kept, 0)).toEqual(await values(tinyBert(), 1));
    const words = 'embeddings.word_embeddings.weight';
    expect(await kept.read(words, [40, 16])).toEqual(await tinyBert().read(words, [40, 16]));
  });

  it('cannot keep what is not there', () => {
    expect(() => keepLayers(tinyBert(), [2])).toThrow('expected layers of 0 to 1');
    expect(() => keepLayers(tinyBert(), [])).toThrow(RangeError);
  });
});

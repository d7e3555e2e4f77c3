import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLayer } from '../../../../src/learning/fine-tune/layer-weights.js';
import { readAdapter, writeAdapter } from '../../../../src/learning/fine-tune/low-rank/adapter-file.js';
import type { LowRankAdapter } from '../../../../src/learning/fine-tune/low-rank/low-rank-adapter.js';
import { lowRankShapes, startLowRank } from '../../../../src/learning/fine-tune/low-rank/low-rank-parts.js';
import { createRandom } from '../../../../src/learning/random.js';
import { encodeSafetensors } from '../../../../src/learning/write-safetensors.js';
import { tinyBert } from '../tiny-bert.js';

const folder = mkdtempSync(join(tmpdir(), 'adapter-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'adapter.safetensors');
const base = { config: tinyBert().config, sha256: 'ab'.repeat(32) };
const rank = 2;

describe('an adapter file', () => {
  it('gives back what was written: small matrices to three places, the head exactly', async () => {
    const adapter = await makeAdapter();
    await writeAdapter(file, adapter);
    const read = await readAdapter(file, base);
    expect({ ...read, tensors: read.tensors.map(({ name, shape }) => ({ name, shape })) }).toEqual({
      ...adapter,
      tensors: adapter.tensors.map(({ name, shape }) => ({ name, shape })),
    });
    read.tensors.forEach(({ name, data }, index) => {
      const written = adapter.tensors[index]?.data ?? [];
      const error = Math.max(...data.map((value, place) => Math.abs(value - (written[place] ?? Number.NaN))));
      expect(error, name).toBeLessThan(name.startsWith('head.') ? 1e-12 : 5e-4);
    });
    // Nothing but the numbers and a header of some kilobytes.
    const halves = adapter.tensors.reduce((sum, { data }) => sum + 2 * data.length, 0);
    expect(statSync(file).size).toBeLessThan(halves + 4_000);
  });

  it('of the top layer alone is a whole one', async () => {
    const adapter = await makeAdapter([1]);
    await writeAdapter(file, adapter);
    expect((await readAdapter(file, base)).tensors).toHaveLength(adapter.tensors.length);
  });

  it.each<[string, (adapter: LowRankAdapter) => LowRankAdapter, string]>([
    ['over another encoder', (adapter) => ({ ...adapter, base: 'cd'.repeat(32) }), 'another encoder'],
    ['with a rank that is not its own', (adapter) => ({ ...adapter, rank: 3 }), 'expected [3,16,3]'],
    ['with more labels than scores', (adapter) => ({ ...adapter, labels: ['a', 'b', 'c'] }), 'head.weight'],
    ['without a tensor', (adapter) => ({ ...adapter, tensors: adapter.tensors.slice(1) }), 'is missing'],
    ['with a strange tensor', (adapter) => ({ ...adapter, tensors: [...adapter.tensors, STRANGE] }), 'not expected'],
    ['with a layer too many', (adapter) => ({ ...adapter, tensors: adapter.tensors.map(raised) }), 'not expected'],
    [
      'with values that are no numbers',
      (adapter) => ({ ...adapter, tensors: adapter.tensors.map(spoiled) }),
      'no numbers',
    ],
  ])('%s is refused', async (_what, change, reason) => {
    await writeAdapter(file, change(await makeAdapter()));
    await expect(readAdapter(file, base)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      details: [expect.stringContaining(reason)],
    });
  });

  it('that is cut short, or is another kind of file, is refused', async () => {
    await writeAdapter(file, await makeAdapter());
    writeFileSync(file, readFileSync(file).subarray(0, -100));
    await expect(readAdapter(file, base)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
    writeFileSync(file, encodeSafetensors([]));
    await expect(readAdapter(file, base)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  });
});

const STRANGE = { name: 'strange', shape: [1], data: Float32Array.of(1) };

function raised(tensor: LowRankAdapter['tensors'][number]) {
  return { ...tensor, name: tensor.name.replace(/^1\./, '9.') };
}

function spoiled(tensor: LowRankAdapter['tensors'][number]) {
  return { ...tensor, data: tensor.data.map((value, place) => (place === 0 ? Number.NaN : value)) };
}

async function makeAdapter(layers = [0, 1]): Promise<LowRankAdapter> {
  const random = createRandom(1);
  const tensors: LowRankAdapter['tensors'] = [];
  for (const layer of layers) {
    for (const tensor of await readLayer(tinyBert(), layer)) {
      const shapes = lowRankShapes(tensor.name, tensor.shape, rank);
      if (shapes === undefined) continue;
      for (const { name, shape, data } of startLowRank({ ...tensor, rate: 1 }, shapes, 1)) {
        tensors.push({ name, shape, data: data.map((value) => value + random() / 10) });
      }
    }
  }
  tensors.push({ name: 'head.weight', shape: [16, 2], data: Float32Array.from({ length: 32 }, () => random()) });
  tensors.push({ name: 'head.bias', shape: [2], data: Float32Array.of(1 / 3, 2 / 3) });
  return { rank, alpha: 4, base: base.sha256, labels: ['refund', 'track'], tensors };
}

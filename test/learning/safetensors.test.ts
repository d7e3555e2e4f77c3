import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { exportOnnx } from '../../src/learning/export-onnx.js';
import { openSafetensors } from '../../src/learning/read-safetensors.js';
import { tinyBert } from '../support/tiny-bert.js';

const folder = mkdtempSync(join(tmpdir(), 'tensors-'));
const file = join(folder, 'model.safetensors');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(header: unknown, data = Buffer.alloc(0), headerBytes?: bigint): void {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(headerBytes ?? BigInt(text.length));
  writeFileSync(file, Buffer.concat([length, text, data]));
}

const refused = (what: RegExp) => ({ code: 'MODEL_INVALID', details: [expect.stringMatching(what)] });

describe('a safetensors file', () => {
  it('gives its floats of 32, 16 and 16 brain bits', async () => {
    const data = Buffer.alloc(16);
    data.writeFloatLE(1.5, 0);
    for (const [at, half] of [0x3c00, 0xc000, 0x0001, 0x7c00].entries()) data.writeUInt16LE(half, 4 + 2 * at);
    data.writeUInt16LE(0x3fc0, 12);
    data.writeUInt16LE(0xc000, 14);
    write(
      {
        __metadata__: { format: 'pt' },
        a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
        b: { dtype: 'F16', shape: [2, 2], data_offsets: [4, 12] },
        c: { dtype: 'BF16', shape: [2], data_offsets: [12, 16] },
        d: { dtype: 'I64', shape: [], data_offsets: [0, 8] },
      },
      data,
    );
    const tensors = await openSafetensors(file);
    expect(tensors.names).toEqual(['a', 'b', 'c', 'd']);
    expect(await tensors.read('a')).toEqual({ shape: [1], data: Float32Array.of(1.5) });
    expect((await tensors.read('b')).data).toEqual(Float32Array.of(1, -2, 2 ** -24, Number.POSITIVE_INFINITY));
    expect((await tensors.read('c')).data).toEqual(Float32Array.of(1.5, -2));
    await expect(tensors.read('d')).rejects.toMatchObject(refused(/tensor d holds I64/));
    await expect(tensors.read('e')).rejects.toMatchObject(refused(/tensor e is missing/));
    await tensors.close();
  });

  it.each([
    ['a header of 2⁶³ bytes', {}, 2n ** 63n, /says its header has 9223372036854775808 bytes/],
    ['a header longer than the file', {}, 100n, /says its header has 100 bytes/],
    ['a header that is no JSON', '{"a":', undefined, /not a JSON object/],
    ['a header that is a list', '[]', undefined, /not a JSON object/],
    [
      'a tensor beyond the end',
      { a: { dtype: 'F32', shape: [4], data_offsets: [0, 16] } },
      undefined,
      /bytes 0 to 16 are outside of the 8 bytes/,
    ],
    [
      'a tensor that ends before it starts',
      { a: { dtype: 'F32', shape: [0], data_offsets: [4, 0] } },
      undefined,
      /outside/,
    ],
    [
      'a shape that does not fit',
      { a: { dtype: 'F32', shape: [3], data_offsets: [0, 8] } },
      undefined,
      /takes 12 bytes, not 8/,
    ],
    [
      'a shape beyond counting',
      { a: { dtype: 'F32', shape: [1e15, 1e15], data_offsets: [0, 8] } },
      undefined,
      /takes .* bytes, not 8/,
    ],
    ['a negative offset', { a: { dtype: 'F32', shape: [2], data_offsets: [-8, 0] } }, undefined, /tensor a/],
    ['an entry of another form', { a: 5 }, undefined, /tensor a/],
  ])('is refused with %s', async (_what, header, headerBytes, expected) => {
    write(header, Buffer.alloc(8), headerBytes);
    await expect(openSafetensors(file)).rejects.toMatchObject(refused(expected));
  });

  it('is refused, never misread, whatever its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        writeFileSync(file, bytes);
        const opened = await openSafetensors(file).catch((error: { code: string }) => error.code);
        if (typeof opened === 'object') await opened.close();
        else expect(opened).toBe('MODEL_INVALID');
      }),
      { numRuns: 50 },
    );
  });
});

describe('a BERT folder', () => {
  it('of any shape is exported, the same whatever its checkpoint calls its tensors', async () => {
    const plain = await tinyBert(join(folder, 'plain'), (name) => name);
    const prefixed = await tinyBert(join(folder, 'prefixed'), (name) =>
      `bert.${name}`.replace('LayerNorm.weight', 'LayerNorm.gamma').replace('LayerNorm.bias', 'LayerNorm.beta'),
    );
    for (const precision of ['fp32', 'q8'] as const) {
      const [one, other] = await Promise.all(
        [plain, prefixed].map(async (from) => readFileSync(await exportOnnx({ from, to: from, precision }))),
      );
      expect(one?.length).toBeGreaterThan(1000);
      expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it.each([
    ['another kind of model', { model_type: 'gpt2' }, /model_type/],
    ['relative positions', { position_embedding_type: 'relative_key' }, /position_embedding_type/],
    ['an activation that is not GELU', { hidden_act: 'relu' }, /hidden_act/],
    ['heads that do not divide its size', { num_attention_heads: 3 }, /multiple/],
    [
      'a size its tensors do not have',
      { intermediate_size: 48 },
      /intermediate\.dense\.weight has shape \[32,16\], expected \[48,16\]/,
    ],
    ['more layers than tensors', { num_hidden_layers: 3 }, /encoder\.layer\.2\..* is missing/],
    ['a size beyond reason', { hidden_size: 1e9 }, /hidden_size/],
  ])('is refused when it is %s', async (_what, change, expected) => {
    const from = await tinyBert(join(folder, 'changed'), (name) => name, change);
    await expect(exportOnnx({ from, to: from, precision: 'q8' })).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      details: [expect.stringMatching(expected)],
    });
  });
});

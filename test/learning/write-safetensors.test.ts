import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSafetensors } from '../../src/learning/read-safetensors.js';
import { encodeSafetensors } from '../../src/learning/write-safetensors.js';

const folder = mkdtempSync(join(tmpdir(), 'safetensors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'some.safetensors');

describe('writing safetensors', () => {
  it('keeps names, shapes, values and what is said of the file', async () => {
    const data = Float32Array.of(1.5, -2.25, 1e-30, 3e30, 0, -0);
    const tensors = [
      { name: 'größe', shape: [2, 3], data, type: 'F32' },
      { name: 'none', shape: [0], data: new Float32Array(0), type: 'F32' },
    ] as const;
    const opened = await write(
      tensors.map((tensor) => ({ ...tensor, shape: [...tensor.shape] })),
      { by: 'a shop' },
    );
    expect(opened.names).toEqual(['größe', 'none']);
    expect(opened.metadata).toEqual({ by: 'a shop' });
    expect(await opened.read('größe')).toEqual({ shape: [2, 3], data });
    await opened.close();
  });

  it('halves what may be halved, and keeps three places of it', async () => {
    const data = Float32Array.of(0.1, -3.25, 1e-3, 1000.4);
    const opened = await write([{ name: 'x', shape: [4], data, type: 'F16' }]);
    const { data: read } = await opened.read('x');
    read.forEach((half, place) => {
      const value = data[place] ?? Number.NaN;
      expect(Math.abs(half - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -11);
    });
    await opened.close();
  });

  it('gives the same bytes for the same tensors', () => {
    const tensors = [{ name: 'x', shape: [2], data: Float32Array.of(1, 2), type: 'F16' }] as const;
    const encode = () =>
      encodeSafetensors(
        tensors.map((tensor) => ({ ...tensor, shape: [2] })),
        { by: 'a shop' },
      );
    expect(encode().equals(encode())).toBe(true);
    expect(encode().readBigUInt64LE() % 8n).toBe(0n);
  });
});

async function write(tensors: Parameters<typeof encodeSafetensors>[0], metadata = {}) {
  writeFileSync(file, encodeSafetensors(tensors, metadata));
  return openSafetensors(file);
}

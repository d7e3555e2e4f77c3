import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.js';
import { rememberVectors } from '../../../src/storage/disk/remembered-vectors.js';
import type { Encoder } from '../../../src/understanding/encoder.js';

const log = createLog('silent');
const BACKGROUND = { lane: 'background' } as const;

describe('vectors that outlive the process', () => {
  let folder: string;
  let encoded: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vectors-'));
    encoded = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Says how long a text is, and notes that it was asked. */
  const encoder: Encoder = {
    dimensions: 3,
    encode: async (texts) => {
      encoded.push(...texts);
      return texts.map((text) => Float32Array.of(text.length, 0.1, -2));
    },
    read: async () => [],
  };
  const start = (file = join(folder, 'model.bin')) => rememberVectors(encoder, { file, log });

  it('are made once, whatever starts again, and are the same', async () => {
    const texts = ['jacket', 'boots', 'jacket'];
    const first = await start().encode(texts, BACKGROUND);
    expect(await start().encode(['boots', 'lantern', 'jacket'], BACKGROUND)).toEqual([
      first[1],
      Float32Array.of(7, 0.1, -2),
      first[0],
    ]);
    expect(new Set(encoded)).toEqual(new Set(['jacket', 'boots', 'lantern']));
    expect(encoded.filter((text) => text === 'boots')).toHaveLength(1);
  });

  it('are of background texts alone: what people write is in no file', async () => {
    await start().encode(['where is my order'], { lane: 'chat' });
    await start().encode(['where is my order']);
    expect(encoded).toHaveLength(2);
    expect(() => readFileSync(join(folder, 'model.bin'))).toThrow();
  });

  it('of another model are not taken', async () => {
    await start().encode(['jacket'], BACKGROUND);
    await start(join(folder, 'other.bin')).encode(['jacket'], BACKGROUND);
    expect(encoded).toEqual(['jacket', 'jacket']);
  });

  it.each([
    ['torn', (bytes: Buffer) => bytes.subarray(0, bytes.length - 5)],
    ['flipped', (bytes: Buffer) => bytes.fill(bytes[70] ?? 0, 60, 61).fill(0xff, 70, 72)],
  ])('are made anew from where the file is %s, and kept again', async (_what, damage) => {
    const file = join(folder, 'model.bin');
    await start().encode(['jacket', 'boots'], BACKGROUND);
    writeFileSync(file, damage(readFileSync(file)));
    const mended = await start().encode(['jacket', 'boots'], BACKGROUND);
    expect(mended).toEqual([Float32Array.of(6, 0.1, -2), Float32Array.of(5, 0.1, -2)]);
    expect(encoded).toEqual(['jacket', 'boots', 'boots']);
    await start().encode(['jacket', 'boots'], BACKGROUND);
    expect(encoded).toHaveLength(3);
  });

  it('are made every time where they cannot be kept', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const file = join(folder, 'a-file', 'model.bin');
    expect(await start(file).encode(['jacket'], BACKGROUND)).toEqual([Float32Array.of(6, 0.1, -2)]);
    expect(await start(file).encode(['jacket'], BACKGROUND)).toEqual([Float32Array.of(6, 0.1, -2)]);
    expect(encoded).toHaveLength(2);
  });
});

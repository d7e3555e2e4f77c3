import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readModelFolder } from '../../src/understanding/model-folder.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'model-'));
  cpSync('intents/model', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function refusal(): Promise<string> {
  return readModelFolder(folder).then(
    () => 'accepted',
    (error: { code: string; details: string[] }) => `${error.code} ${error.details.join('; ')}`,
  );
}

function changeManifest(change: (manifest: Record<string, unknown>) => void): void {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest));
}

describe('a model folder', () => {
  it('that ships is accepted', async () => {
    const model = await readModelFolder(folder);
    expect(model.head.labels).toContain('out_of_scope');
    expect(model.head.dimensions).toBe(384);
  });

  it.each(['head.bin', 'onnx/model_quantized.onnx', 'tokenizer.json'])(
    'is refused when a byte of %s changed',
    async (name) => {
      const bytes = readFileSync(join(folder, name));
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      writeFileSync(join(folder, name), bytes);
      expect(await refusal()).toMatch(new RegExp(`MODEL_INVALID .*${name}: has SHA-256`));
    },
  );

  it('is refused when a file is longer, missing, a link or a folder', async () => {
    appendFileSync(join(folder, 'head.bin'), 'x');
    expect(await refusal()).toMatch(/head\.bin: has \d+ bytes, expected \d+/);
    renameSync(join(folder, 'config.json'), join(folder, 'other.json'));
    expect(await refusal()).toMatch(/config\.json: is missing/);
    symlinkSync(join(folder, 'other.json'), join(folder, 'config.json'));
    expect(await refusal()).toMatch(/config\.json: is not a plain file/);
  });

  it('is refused when a folder on the way leads out of it', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    renameSync(join(folder, 'onnx'), join(outside, 'onnx'));
    symlinkSync(join(outside, 'onnx'), join(folder, 'onnx'));
    expect(await refusal()).toMatch(/model_quantized\.onnx: leads out of the model folder/);
    rmSync(outside, { recursive: true, force: true });
  });

  it.each([
    [
      'names a file elsewhere',
      (manifest: Record<string, unknown>) =>
        Object.assign(manifest.files ?? {}, { '../secret': { bytes: 1, sha256: 'a'.repeat(64) } }),
    ],
    ['has an unknown key', (manifest: Record<string, unknown>) => Object.assign(manifest, { extra: 1 })],
    ['lacks its calibration', (manifest: Record<string, unknown>) => delete manifest.calibration],
    ['is of a later format', (manifest: Record<string, unknown>) => Object.assign(manifest, { format: 2 })],
    ['names other intents', (manifest: Record<string, unknown>) => Object.assign(manifest, { labels: ['a', 'b'] })],
    [
      'says other dimensions',
      (manifest: Record<string, unknown>) => Object.assign(manifest.encoder ?? {}, { dimensions: 768 }),
    ],
  ])('is refused when its manifest %s', async (_what, change) => {
    changeManifest(change);
    expect(await refusal()).toMatch(/^MODEL_INVALID .+/);
  });

  it('is refused when there is none', async () => {
    rmSync(folder, { recursive: true });
    expect(await refusal()).toMatch(/MODEL_INVALID .*manifest\.json: cannot be read/);
  });
});

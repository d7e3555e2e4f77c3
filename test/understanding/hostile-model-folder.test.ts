import {
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import { signManifest, writeSmallModel } from '../support/small-model.js';

const MB = 1_000_000;
/** A process that reads files of hundreds of megabytes whole grows by more than this. */
const MAY_GROW_BY = 64 * MB;

const whole = mkdtempSync(join(tmpdir(), 'whole-model-'));
let folder = '';

beforeAll(() => writeSmallModel(whole, { modelId: 'small', labels: ['a', 'b', 'c'], seed: 1 }));
afterAll(() => rmSync(whole, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-model-'));
  cpSync(whole, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

function changeManifest(change: (manifest: { files: Record<string, { bytes: number }>; labels: string[] }) => void) {
  const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8'));
  change(manifest);
  writeFileSync(at('manifest.json'), JSON.stringify(manifest));
}

/** Writes a number into a binary file, and a manifest that vouches for the result. */
function forge(name: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(at(name));
  change(bytes);
  writeFileSync(at(name), bytes);
  signManifest(folder);
}

/** What the folder is refused with; fails when the memory of this process grows meanwhile. */
async function refusal(): Promise<string> {
  const before = process.memoryUsage();
  const outcome = await readModelFolder(folder).then(
    () => 'accepted',
    (error: { code: string; details: string[] }) => `${error.code} ${error.details?.join('; ')}`,
  );
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(MAY_GROW_BY);
  expect(after.rss - before.rss).toBeLessThan(2 * MAY_GROW_BY);
  return outcome;
}

describe('a model folder that means harm', () => {
  it('is accepted when it does not', async () => {
    expect(await refusal()).toBe('accepted');
  });

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx', 'head.bin'])(
    'is refused when %s was cut short',
    async (name) => {
      truncateSync(at(name), readFileSync(at(name)).length >> 1);
      expect(await refusal()).toMatch(/^MODEL_INVALID .*: has \d+ bytes, expected \d+/);
    },
  );

  it('is refused when its manifest was cut short, is a link, or is larger than any manifest', async () => {
    truncateSync(at('manifest.json'), 300);
    expect(await refusal()).toMatch(/^MODEL_INVALID .*manifest\.json/);
    truncateSync(at('manifest.json'), 900 * MB);
    expect(await refusal()).toMatch(/^MODEL_INVALID .*manifest\.json: cannot be read/);
    rmSync(at('manifest.json'));
    symlinkSync(join(whole, 'manifest.json'), at('manifest.json'));
    expect(await refusal()).toMatch(/^MODEL_INVALID .*manifest\.json: cannot be read/);
  });

  it.each([['../../etc/passwd'], ['/etc/passwd'], ['onnx/../../outside.bin'], ['onnx/model.onnx_data'], ['.env']])(
    'is refused when its manifest names %s',
    async (name) => {
      changeManifest(({ files }) => Object.assign(files, { [name]: files['head.bin'] }));
      expect(await refusal()).toMatch(/^MODEL_INVALID .*files: Unrecognized key/);
    },
  );

  it('is refused when a file leads out of it', async () => {
    for (const name of ['head.bin', 'onnx/model_quantized.onnx']) {
      rmSync(at(name));
      symlinkSync(join(whole, name), at(name));
      expect(await refusal()).toMatch(/: is not a plain file/);
      rmSync(at(name));
      cpSync(join(whole, name), at(name));
    }
    renameSync(at('onnx'), join(whole, 'moved'));
    symlinkSync(join(whole, 'moved'), at('onnx'));
    expect(await refusal()).toMatch(/: leads out of the model folder/);
    rmSync(join(whole, 'moved'), { recursive: true });
  });

  it('is refused when weights that nobody hashed lie beside its graph', async () => {
    writeFileSync(at('onnx/model_quantized.onnx_data'), 'weights');
    expect(await refusal()).toMatch(/model_quantized\.onnx_data: is not named by the manifest/);
  });

  it.each([
    ['config.json', 50],
    ['tokenizer.json', 500],
    ['head.bin', 500],
    ['onnx/model_quantized.onnx', 3000],
  ])('is refused when its manifest says that %s has %d MB, and the file is never read', async (name, megabytes) => {
    truncateSync(at(name), megabytes * MB);
    changeManifest(({ files }) => Object.assign(files[name] ?? {}, { bytes: megabytes * MB }));
    expect(await refusal()).toMatch(/^MODEL_INVALID .*bytes: Too big/);
  });

  it('is hashed piece by piece, however large its graph', async () => {
    truncateSync(at('onnx/model_quantized.onnx'), 400 * MB);
    changeManifest(({ files }) => Object.assign(files['onnx/model_quantized.onnx'] ?? {}, { bytes: 400 * MB }));
    expect(await refusal()).toMatch(/has SHA-256/);
  });

  it.each([
    ['intents', 4],
    ['dimensions', 8],
    ['n-grams', 12],
    ['n-grams with weights', 16],
  ])('is refused when its head claims four billion %s', async (_what, offset) => {
    forge('head.bin', (bytes) => bytes.writeUInt32LE(0xffff_ffff, offset));
    expect(await refusal()).toMatch(/^MODEL_INVALID head\.bin .*its header asks for/);
  });

  it.each([
    ['weights that are no numbers', 60, 0x7fc0_0000],
    ['an endless weight', 60, 0x7f80_0000],
    ['temperature 0', 20, 0],
    ['a temperature below 0', 20, 0xbf80_0000],
  ])('is refused when its head has %s', async (_what, offset, bits) => {
    forge('head.bin', (bytes) => bytes.writeUInt32LE(bits, offset));
    expect(await refusal()).toMatch(/^MODEL_INVALID head\.bin (holds a weight that is not a number|has temperature)/);
  });

  it.each([
    ['fewer labels than its head', ['a', 'b']],
    ['more labels than its head', ['a', 'b', 'c', 'd']],
    ['a label twice', ['a', 'b', 'b']],
    ['an empty label', ['a', 'b', '']],
  ])('is refused when its manifest has %s', async (_what, labels) => {
    changeManifest((manifest) => Object.assign(manifest, { labels }));
    expect(await refusal()).toMatch(/^MODEL_INVALID .+/);
  });

  it('is refused when its configuration is no JSON, though the hash is right', async () => {
    writeFileSync(at('config.json'), '{"hidden_size":');
    signManifest(folder);
    expect(await refusal()).toMatch(/^MODEL_INVALID .*hidden_size is undefined/);
  });
});

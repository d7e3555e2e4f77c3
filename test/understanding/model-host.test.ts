import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog, type Log } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import { createModelHost, type ModelHost } from '../../src/understanding/model-host.js';
import { createModelShelf, type ModelShelf, SHIPPED } from '../../src/understanding/model-shelf.js';
import { createUnderstand } from '../../src/understanding/understand.js';
import { buildEncoderEntry } from '../support/encoder-entry.js';
import { signManifest, writeSmallModel } from '../support/small-model.js';

const { onnx } = onnxProto;
const LABELS = ['greeting', 'thanks', 'track_order', 'cancel_order', 'refund_status', 'human_agent'];
const TEXTS = [
  'hello',
  'where is my order',
  'thanks',
  'how long do you ship to norway',
  'i want a human',
  'cancel it',
  'is the blue jacket my size ?',
  'return the box late !',
];

const root = mkdtempSync(join(tmpdir(), 'model-host-'));
const made = { shipped: join(root, 'shipped'), next: join(root, 'next'), other: join(root, 'other-base') };
let entry = '';

beforeAll(async () => {
  entry = buildEncoderEntry();
  await writeSmallModel(made.shipped, { modelId: 'small-one', labels: LABELS, seed: 1 });
  await writeSmallModel(made.next, { modelId: 'small-two', labels: LABELS, seed: 2 });
  await writeSmallModel(made.other, { modelId: 'small-other', labels: LABELS, seed: 1, layerNormEpsilon: 0.5 });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let dataDir = '';
let shelf: ModelShelf;
const hosts: ModelHost[] = [];
const pools: EncoderPool[] = [];
const talks: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(root, 'data-'));
  shelf = createModelShelf({ modelsDir: join(dataDir, 'models'), shippedDir: made.shipped });
  shelve('next', made.next);
});
afterEach(async () => {
  await Promise.allSettled(talks.splice(0).map((end) => end()));
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  pools.length = 0;
});

function shelve(name: string, folder: string): string {
  mkdirSync(join(dataDir, 'models'), { recursive: true });
  cpSync(folder, shelf.folderOf(name), { recursive: true });
  return shelf.folderOf(name);
}

async function startEncoder(modelDir: string): Promise<EncoderPool> {
  const pool = await createEncoderPool({ modelDir, entry, processes: 1, log: createLog('silent') });
  pools.push(pool);
  return pool;
}

async function startHost(log: Log = createLog('silent')): Promise<ModelHost> {
  const host = await createModelHost({ shelf, startEncoder, intents: () => LABELS, log });
  hosts.push(host);
  return host;
}

/** What each model makes of each text, asked of it alone. */
async function readAlone(...folders: string[]): Promise<Map<string, string[]>> {
  const said = new Map<string, string[]>();
  for (const folder of folders) {
    const model = await readModelFolder(folder);
    const encoder = await createEncoderPool({ modelDir: folder, entry, processes: 1, log: createLog('silent') });
    const understand = createUnderstand({ encoder, model });
    const answers: string[] = [];
    for (const text of TEXTS) answers.push(JSON.stringify((await understand(text)).ranking));
    said.set(model.modelId, answers);
    await encoder.stop();
  }
  return said;
}

/** Keeps `inFlight` messages under way until it is stopped; resolves with what was answered. */
function talk(host: ModelHost, inFlight: number) {
  const answers: { modelId: string; text: number; ranking: string }[] = [];
  let isOver = false;
  let next = 0;
  const talker = async () => {
    while (!isOver) {
      const text = next++ % TEXTS.length;
      const { modelId, ranking } = await host.understand(TEXTS[text] ?? '');
      answers.push({ modelId, text, ranking: JSON.stringify(ranking) });
    }
  };
  const talking = Promise.all(Array.from({ length: inFlight }, talker));
  // Told by `end`, which a test that fails before never asks.
  talking.catch(() => undefined);
  const end = async () => {
    isOver = true;
    await talking;
    return answers;
  };
  talks.push(end);
  return { answers, end };
}

describe('a model host', () => {
  it('swaps and rolls back under load: no error, and every answer is right for the model it names', {
    timeout: 180_000,
  }, async () => {
    const expected = await readAlone(made.shipped, made.next);
    const [one, two] = [...expected.values()];
    expect(one).not.toEqual(two);
    const host = await startHost();
    const load = talk(host, 200);
    const answeredBy = (modelId: string) => load.answers.filter((answer) => answer.modelId === modelId).length;
    const moves = ['small-two', 'small-one', 'small-two', 'small-one'];
    for (const [round, modelId] of moves.entries()) {
      const before = answeredBy(modelId);
      const serving = round === 0 ? await host.swap('next') : await host.rollback();
      expect(serving.modelId).toBe(modelId);
      await vi.waitFor(() => expect(answeredBy(modelId)).toBeGreaterThan(before + 200), 30_000);
    }
    const answers = await load.end();
    for (const { modelId, text, ranking } of answers) expect(ranking).toBe(expected.get(modelId)?.[text]);
    expect(new Set(answers.map(({ modelId }) => modelId)).size).toBe(2);
  });

  it('finishes what was asked before on the old model, and then ends its processes', async () => {
    const host = await startHost();
    const asked = Array.from({ length: 300 }, (_, index) => host.understand(TEXTS[index % TEXTS.length] ?? ''));
    await host.swap('next');
    const later = host.understand('hello');
    expect(new Set((await Promise.all(asked)).map(({ modelId }) => modelId))).toEqual(new Set(['small-one']));
    expect((await later).modelId).toBe('small-two');
    await vi.waitFor(() => expect(pools[0]?.encode(['hello'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' }));
  });

  it('serves the model put into service after a restart, and can still go back', async () => {
    const host = await startHost();
    await host.swap('next');
    await host.stop();
    const again = await startHost();
    expect(again.serving()).toEqual({ name: 'next', modelId: 'small-two', previous: SHIPPED, untaught: [] });
    expect(await again.rollback()).toEqual({ name: SHIPPED, modelId: 'small-one', previous: 'next', untaught: [] });
    expect(await shelf.pointer()).toEqual({ current: SHIPPED, previous: 'next' });
  });

  it('says which intents of the shop the model that serves was not taught', async () => {
    const host = await createModelHost({
      shelf,
      startEncoder,
      intents: () => [...LABELS, 'fly_to_moon'].slice(1),
      log: createLog('silent'),
    });
    hosts.push(host);
    expect(host.serving().untaught).toEqual(['fly_to_moon']);
    expect(host.intentFit()).toEqual({ strange: ['greeting'], untaught: ['fly_to_moon'] });
  });

  it('has nothing to go back to at first', async () => {
    const host = await startHost();
    await expect(host.rollback()).rejects.toMatchObject({ code: 'NO_PREVIOUS_MODEL' });
  });

  it('changes one model at a time', async () => {
    const host = await startHost();
    const first = host.swap('next');
    await expect(host.swap('next')).rejects.toMatchObject({ code: 'MODEL_SWAP_UNDER_WAY' });
    await first;
    expect((await host.rollback()).name).toBe(SHIPPED);
  });

  it('takes a folder in again after it was written anew', async () => {
    const host = await startHost();
    await host.swap('next');
    rmSync(shelf.folderOf('next'), { recursive: true });
    await writeSmallModel(shelf.folderOf('next'), { modelId: 'small-three', labels: LABELS, seed: 3 });
    expect(await host.swap('next')).toEqual({ name: 'next', modelId: 'small-three', previous: SHIPPED, untaught: [] });
  });

  it.each([
    ['is not there', () => 'nowhere', 'MODEL_INVALID', /manifest\.json/],
    [
      'was cut short',
      () => {
        const folder = shelve('cut', made.next);
        const file = join(folder, 'onnx/model_quantized.onnx');
        writeFileSync(file, readFileSync(file).subarray(0, 5000));
        return 'cut';
      },
      'MODEL_INVALID',
      /has 5000 bytes, expected/,
    ],
    [
      'was cut short and signed again',
      () => {
        const folder = shelve('forged', made.next);
        const file = join(folder, 'onnx/model_quantized.onnx');
        writeFileSync(file, readFileSync(file).subarray(0, 5000));
        signManifest(folder);
        return 'forged';
      },
      'MODEL_INVALID',
      /cannot be run/,
    ],
    [
      'has a graph that claims four billion weights',
      () => {
        const folder = shelve('huge', made.next);
        const file = join(folder, 'onnx/model_quantized.onnx');
        const graph = onnx.ModelProto.decode(readFileSync(file));
        for (const tensor of graph.graph?.initializer ?? []) {
          if (tensor.dims?.length === 2) tensor.dims = [65_536, 65_536];
        }
        writeFileSync(file, onnx.ModelProto.encode(graph).finish());
        signManifest(folder);
        return 'huge';
      },
      'MODEL_INVALID',
      /cannot be run/,
    ],
    [
      'has weights that are no numbers',
      () => {
        const folder = shelve('nan', made.next);
        const head = readFileSync(join(folder, 'head.bin'));
        head.fill(0xff, 32);
        writeFileSync(join(folder, 'head.bin'), head);
        signManifest(folder);
        return 'nan';
      },
      'MODEL_INVALID',
      /not a number/,
    ],
    [
      'knows intents that the shop does not',
      () => {
        const folder = shelve('labels', made.next);
        const file = join(folder, 'manifest.json');
        const manifest = JSON.parse(readFileSync(file, 'utf8'));
        manifest.labels[2] = 'fly_to_moon';
        writeFileSync(file, JSON.stringify(manifest));
        return 'labels';
      },
      'MODEL_NOT_INTERCHANGEABLE',
      /fly_to_moon/,
    ],
    [
      'reads with another base encoder',
      () => {
        shelve('other', made.other);
        return 'other';
      },
      'MODEL_NOT_INTERCHANGEABLE',
      /another base encoder/,
    ],
  ])('refuses a model that %s, and the old one serves on', async (_what, prepare, code, reason) => {
    const host = await startHost();
    const load = talk(host, 20);
    const refused = await host.swap(prepare()).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code });
    expect(refused).toHaveProperty('details', expect.arrayContaining([expect.stringMatching(reason)]));
    expect(host.serving()).toEqual({ name: SHIPPED, modelId: 'small-one', previous: null, untaught: [] });
    expect(await shelf.pointer()).toBeUndefined();
    expect(new Set((await load.end()).map(({ modelId }) => modelId))).toEqual(new Set(['small-one']));
    expect((await host.swap('next')).modelId).toBe('small-two');
  });

  it('keeps the old one when the change cannot be written down', async () => {
    const broken: ModelShelf = { ...shelf, point: () => Promise.reject(new Error('disk full')) };
    const host = await createModelHost({
      shelf: broken,
      startEncoder,
      intents: () => LABELS,
      log: createLog('silent'),
    });
    hosts.push(host);
    await expect(host.swap('next')).rejects.toThrow('disk full');
    expect((await host.understand('hello')).modelId).toBe('small-one');
    expect(host.serving().previous).toBeNull();
  });

  it.each([
    ['no JSON', '{"current":'],
    ['a path that leads elsewhere', '{"current":"../../etc","previous":null}'],
    ['a model that is gone', '{"current":"gone","previous":"shipped"}'],
    ['something else', '[]'],
  ])('starts with the shipped model and says so when the pointer holds %s', async (_what, pointer) => {
    mkdirSync(join(dataDir, 'models'), { recursive: true });
    writeFileSync(join(dataDir, 'models/current.json'), pointer);
    const lines: string[] = [];
    const silent = () => undefined;
    const host = await startHost({ debug: silent, info: silent, warn: silent, error: (_, line) => lines.push(line) });
    expect(host.serving()).toEqual({ name: SHIPPED, modelId: 'small-one', previous: null, untaught: [] });
    expect(lines).toEqual(['the model put into service cannot serve; the shipped one does']);
  });

  it('does not start without any model that works', async () => {
    const none = createModelShelf({ modelsDir: join(dataDir, 'models'), shippedDir: join(root, 'nothing') });
    const starting = createModelHost({ shelf: none, startEncoder, intents: () => LABELS, log: createLog('silent') });
    await expect(starting).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  });

  it('leaves no half-written pointer behind', async () => {
    const host = await startHost();
    await host.swap('next');
    expect(existsSync(join(dataDir, `models/current.json.${process.pid}`))).toBe(false);
    expect(await shelf.names()).toEqual([SHIPPED, 'next']);
  });
});

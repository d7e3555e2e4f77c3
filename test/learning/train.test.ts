import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../src/learning/evaluate.js';
import { prepareEncoder } from '../../src/learning/prepare-encoder.js';
import { train } from '../../src/learning/train.js';
import { gatherMaterial, phrasesHash, trainingPhrases } from '../../src/learning/training-phrases.js';
import { writeModelFolder } from '../../src/learning/write-model-folder.js';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';
import type { Intent } from '../../src/understanding/intent-catalog.js';
import { manifestSchema, readModelFolder } from '../../src/understanding/model-folder.js';
import { createUnderstand } from '../../src/understanding/understand.js';
import { buildEncoderEntry } from '../support/encoder-entry.js';
import { readShippedIntents } from '../support/shipped-intents.js';

const folder = mkdtempSync(join(tmpdir(), 'train-'));
const KEPT = ['cancel_order', 'greeting', 'out_of_scope', 'payment_methods', 'size_advice', 'track_order'];
const ENGLISH = { languages: ['en'], encoderLanguages: 'english' } as const;
const HEAD_ONLY = { tuning: undefined, progress: () => {} };
let intents: Intent[];
let pool: EncoderPool;

beforeAll(async () => {
  const all = await readShippedIntents();
  intents = all
    .filter(({ intent }) => KEPT.includes(intent))
    .map((intent) => ({ ...intent, phrases: { en: intent.phrases.en.slice(0, 30) } }));
  const log = createLog('silent');
  pool = await createEncoderPool({ modelDir: 'intents/model', entry: buildEncoderEntry(), processes: 2, log });
});
afterAll(async () => {
  await pool?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('training', () => {
  it('makes the same model of the same phrases, one that can be read and serves', async () => {
    const progress: string[] = [];
    const material = gatherMaterial(intents, ENGLISH);
    const trained = await train(material, pool, {
      ...HEAD_ONLY,
      progress: (line) => progress.push(line),
    });
    expect(progress.length).toBeGreaterThan(1);
    expect(trained.metrics.accuracy).toBeGreaterThan(0.7);
    expect(trained.data).toMatchObject({ phrases: 180, intents: 6 });

    const encoder = await prepareEncoder('intents/base', join(folder, 'encoders'));
    const model = { trained, encoder, base: 'intents/base', source: 'test', parent: null };
    const manifest = await writeModelFolder(join(folder, 'model'), model);
    const again = await train(material, pool, HEAD_ONLY);
    await writeModelFolder(join(folder, 'again'), { ...model, trained: again });
    for (const file of ['manifest.json', 'head.bin']) {
      expect(readFileSync(join(folder, 'again', file)).equals(readFileSync(join(folder, 'model', file))), file).toBe(
        true,
      );
    }

    const read = await readModelFolder(join(folder, 'model'));
    expect(read.modelId).toBe(manifest.modelId);
    const understand = createUnderstand({ encoder: pool, model: read });
    const { decision, ranking, slots, vector, modelId } = await understand('where is my order HL-104233 ??');
    expect(decision).toMatchObject({ kind: 'confident', intent: 'track_order' });
    expect(ranking).toHaveLength(5);
    expect(slots.orderNumbers).toEqual(['HL-104233']);
    expect(vector).toHaveLength(384);
    expect(modelId).toBe(manifest.modelId);
  }, 120_000);

  it('beats the same classifier without the encoder on messages it has not seen, and never trains on the test', async () => {
    const rows = intents.flatMap(({ intent, phrases }) => phrases.en.map((text) => ({ text, label: intent })));
    const test = rows.filter((_, at) => at % 3 === 0);
    const overlapping = test.slice(0, 5).map(({ text, label }) => ({ text: ` ${text.toUpperCase()}`, label }));
    const result = await evaluate(
      { train: [...rows.filter((_, at) => at % 3 !== 0), ...overlapping], test },
      pool,
      () => {},
    );
    expect(result.dropped).toBe(5);
    expect(result.model.support).toBe(test.length);
    expect(result.model.accuracy).toBeGreaterThan(result.floor.accuracy);
  }, 60_000);
});

describe('the model that ships', () => {
  it('was trained on the phrases that ship', async () => {
    const { data } = manifestSchema.parse(JSON.parse(readFileSync('intents/model/manifest.json', 'utf8')));
    const { rows } = trainingPhrases(await readShippedIntents(), { languages: data.languages });
    expect(data.sha256).toBe(phrasesHash(rows));
  });

  it.each([
    ['hey wheres my parcel??', 'track_order'],
    ['cancel it pls', 'cancel_order'],
    ['how long do refunds take', 'refund_policy'],
    ['got anything like the blue jacket under 60?', 'recommend_product'],
    ['I want a human', 'human_agent'],
  ])('takes %j for %s', async (text, intent) => {
    const understand = createUnderstand({ encoder: pool, model: await readModelFolder('intents/model') });
    expect((await understand(text)).decision).toMatchObject({ kind: 'confident', intent });
  });
});

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBertWeights } from '../../../src/learning/bert-weights.js';
import { exportOnnx } from '../../../src/learning/export-onnx.js';
import { exportTuned } from '../../../src/learning/export-tuned.js';
import { createRandom } from '../../../src/learning/random.js';
import { createLog } from '../../../src/log.js';
import { loadTokeniser, type Tokenise } from '../../../src/remote/inference/load-tokeniser.js';
import {
  createRemoteEncoder,
  type RemoteEncoderOptions,
  type StoppableEncoder,
} from '../../../src/remote/inference/remote-encoder.js';
import { withFallback } from '../../../src/remote/inference/with-fallback.js';
import { createEncoderPool, type EncoderPool } from '../../../src/understanding/encoder-pool.js';
import { packNeighbours } from '../../../src/understanding/neighbours.js';
import { encodeNeighbours } from '../../../src/understanding/neighbours-file.js';
import { buildEncoderEntry } from '../../support/encoder-entry.js';
import { cosine, readEncoderReference } from '../../support/encoder-reference.js';
import { noTriton, TritonServer } from '../../support/inference-server/triton-server.js';
import { missing } from '../../support/require-parts.js';

const log = createLog('silent');
const DIMENSIONS = 384;
const CLASSES = 5;
/** From one token to the most there can be, and some of no known word. */
const texts = [...readEncoderReference().map(({ text }) => text), '', '👍'];

describe.skipIf(missing(noTriton()))('with a real Triton', { timeout: 90_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'served-models-'));
  const [baseDir, tunedDir] = [join(folder, 'base'), join(folder, 'tuned')];
  const encoders: StoppableEncoder[] = [];
  let triton: TritonServer;
  let tokenise: Tokenise;
  let local: EncoderPool;
  const startLocal = (modelDir: string) =>
    createEncoderPool({ modelDir, entry: buildEncoderEntry(), processes: 1, answerWithinMs: 15_000, log });
  const connect = async (options: Partial<RemoteEncoderOptions> = {}) => {
    const encoder = await createRemoteEncoder({
      url: triton.url,
      model: 'concierge-intents',
      tokenise,
      dimensions: DIMENSIONS,
      // The machine that runs the tests may be busy with others, and Triton has no GPU there.
      timeoutMs: 60_000,
      tokenBudget: 256,
      log,
      ...options,
    });
    encoders.push(encoder);
    return encoder;
  };
  beforeAll(async () => {
    await writeModels(baseDir, tunedDir);
    triton = await TritonServer.start(tunedDir);
    [tokenise, local] = await Promise.all([loadTokeniser(baseDir), startLocal(baseDir)]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([...encoders, local].map((encoder) => encoder?.stop()));
    await triton?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    { model: 'concierge-intents', encoding: 'binary' },
    { model: 'concierge-intents', encoding: 'json' },
    { model: 'hidden-states', encoding: 'binary' },
    { model: 'hidden-states', encoding: 'json' },
  ] as const)('gives the vectors of the local encoder: $model in $encoding', async (options) => {
    const remote = await connect(options);
    const [theirs, ours] = await Promise.all([remote.encode(texts, PATIENT), local.encode(texts, PATIENT)]);
    expectSame(theirs, ours);
  });

  it('says of each text what the local fine-tuned layers say', async () => {
    const remote = await connect({ classes: CLASSES });
    const tuned = await startLocal(tunedDir);
    encoders.push(tuned);
    const [theirs, ours] = await Promise.all([remote.read(texts, PATIENT), tuned.read(texts, PATIENT)]);
    expectSame(
      theirs.map(({ vector }) => vector),
      ours.map(({ vector }) => vector),
    );
    for (const [at, { tuned }] of ours.entries()) {
      const their = theirs[at]?.tuned;
      expect(their === undefined).toBe(tuned === undefined);
      if (tuned === undefined || their === undefined) continue;
      expect(cosine(their.scores, tuned.scores), texts[at]).toBeGreaterThan(0.9999);
      their.votes.forEach((votes, label) => void expect(votes).toBeCloseTo(tuned.votes[label] ?? Number.NaN, 1));
      expect(their.nearness.base).toBeCloseTo(tuned.nearness.base, 2);
      expect(their.nearness.tuned).toBeCloseTo(tuned.nearness.tuned, 2);
    }
  });

  it('refuses a model that Triton does not have, or that has another number of classes', async () => {
    await expect(connect({ model: 'nobody' })).rejects.toMatchObject({ code: 'INFERENCE_MODEL_INVALID' });
    await expect(connect({ classes: CLASSES + 1 })).rejects.toMatchObject({
      code: 'INFERENCE_MODEL_INVALID',
      details: ['tuned_scores', 'votes'].map(
        (name) => `concierge-intents: ${name} has shape [-1,${CLASSES}], expected [-1,${CLASSES + 1}]`,
      ),
    });
  });

  it('answers every one of 500 texts when Triton is killed among them', async () => {
    const some = texts.filter((text) => tokenise(text).ids.length <= 8 && !tokenise(text).isUnknown);
    const known = await local.encode(some, PATIENT);
    let fallbacks = 0;
    const startFallback = () => {
      fallbacks += 1;
      return startLocal(baseDir);
    };
    const encoder = withFallback(await connect(), startFallback, { log });
    encoders.push(encoder);
    const places = Array.from({ length: 500 }, (_, at) => at % some.length);
    let answered = 0;
    const answers = places.map(async (place) => {
      const [vector] = await encoder.encode([some[place] ?? ''], PATIENT);
      answered += 1;
      if (answered === 50) await triton.kill();
      return vector ?? new Float32Array();
    });
    expectSame(
      await Promise.all(answers),
      places.map((place) => known[place] ?? new Float32Array()),
    );
    expect(fallbacks).toBe(1);
  });
});

const PATIENT = { timeoutMs: 60_000 };

function expectSame(theirs: Float32Array[], ours: Float32Array[]): void {
  expect(theirs).toHaveLength(ours.length);
  const cosines = ours.flatMap((vector, at) =>
    vector.some((value) => value !== 0) ? [cosine(theirs[at] ?? [], vector)] : [],
  );
  expect(cosines.length).toBeGreaterThan(ours.length * 0.7);
  expect(Math.min(...cosines)).toBeGreaterThan(0.9999);
  for (const [at, vector] of ours.entries()) {
    if (vector.every((value) => value === 0)) expect(theirs[at]).toEqual(vector);
  }
}

/** The base encoder; and again, with layers, a head and neighbours that mean nothing. */
async function writeModels(baseDir: string, tunedDir: string): Promise<void> {
  mkdirSync(baseDir);
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    cpSync(`intents/base/${file}`, join(baseDir, file));
  }
  await exportOnnx({ from: 'intents/base', to: baseDir, precision: 'q8' });
  cpSync(baseDir, tunedDir, { recursive: true });
  const random = createRandom(5);
  const numbers = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
  const weights = await openBertWeights('intents/base');
  const head = { weight: numbers(DIMENSIONS * CLASSES), bias: numbers(CLASSES) };
  await exportTuned({ weights, head, to: tunedDir, precision: 'q8' });
  await weights.close();
  const unit = () => {
    const vector = numbers(DIMENSIONS);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  };
  const rows = Array.from({ length: 30 }, (_, at) => ({
    text: `phrase ${at}`,
    label: at % CLASSES,
    isKnown: at > 4,
    base: unit(),
    tuned: unit(),
  }));
  const neighbours = packNeighbours(rows, { dimensions: DIMENSIONS, classes: CLASSES });
  writeFileSync(join(tunedDir, 'neighbours.bin'), encodeNeighbours(neighbours));
}

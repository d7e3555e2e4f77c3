import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../../src/log.js';
import { createRemoteEncoder, type StoppableEncoder } from '../../../src/remote/inference/remote-encoder.js';
import { COMPARED_TEXTS } from '../../../src/remote/inference/same-layers.js';
import type { Reading } from '../../../src/understanding/encoder.js';
import {
  ScriptedServer,
  TOY_DIMENSIONS,
  TOY_MODEL,
  toyTokenise,
} from '../../support/inference-server/scripted-server.js';

const SCORES = [4, -2, 1];
let server: ScriptedServer;
const encoders: StoppableEncoder[] = [];

/** Scores of the layers that the server holds. */
let served = SCORES;

beforeEach(async () => {
  served = SCORES;
  server = await ScriptedServer.start();
  const page = `/v2/models/${TOY_MODEL}`;
  const tensors = [
    { name: 'sentence_vector', datatype: 'FP32', shape: [-1, TOY_DIMENSIONS] },
    { name: 'tuned_scores', datatype: 'FP32', shape: [-1, SCORES.length] },
    { name: 'votes', datatype: 'FP32', shape: [-1, SCORES.length] },
    { name: 'nearness', datatype: 'FP32', shape: [-1, 2] },
  ];
  server.pages[page] = { ...Object(server.pages[page]), outputs: tensors };
  server.onInfer = (request, response) => {
    const tensor = (name: string, row: number[]) => ({
      name,
      datatype: 'FP32',
      shape: [request.rows.length, row.length],
      data: request.rows.flatMap(() => row),
    });
    const answer = request.honest((honest) => ({
      ...honest,
      outputs: [
        ...honest.outputs,
        tensor('tuned_scores', served),
        tensor('votes', SCORES),
        tensor('nearness', [0.5, 0.25]),
      ],
    }));
    response.end(answer);
  };
});
afterEach(async () => {
  await Promise.all(encoders.splice(0).map((encoder) => encoder.stop()));
  await server.stop();
});

async function connect(): Promise<StoppableEncoder> {
  const scores = Float32Array.from(SCORES);
  const tuned = { scores, votes: scores, nearness: { base: 0.5, tuned: 0.25 } };
  const readings: Reading[] = COMPARED_TEXTS.map(() => ({ vector: new Float32Array(TOY_DIMENSIONS), tuned }));
  const encoder = await createRemoteEncoder({
    url: server.url,
    model: TOY_MODEL,
    tokenise: toyTokenise,
    dimensions: TOY_DIMENSIONS,
    classes: SCORES.length,
    timeoutMs: 2_000,
    breaker: { faultLimit: 1, firstOpenMs: 20, lastOpenMs: 50 },
    readHere: async () => readings,
    log: createLog('silent'),
  });
  encoders.push(encoder);
  return encoder;
}

describe('the fine-tuned layers of an inference server', () => {
  it('may be in another precision than here', async () => {
    served = SCORES.map((score) => score * 1.01);
    const encoder = await connect();
    expect((await encoder.read(['hello']))[0]?.tuned?.scores).toEqual(Float32Array.from(served));
  });

  it('of another training are refused, though labels and sizes are the same', async () => {
    served = [3.5, -2.4, 1.4];
    await expect(connect()).rejects.toMatchObject({
      code: 'INFERENCE_MODEL_INVALID',
      details: [expect.stringContaining('of another training')],
    });
  });

  it('are looked at again after every failure: a server that came back with others is left alone', async () => {
    const encoder = await connect();
    served = [-4, 2, 1];
    await server.stop();
    await expect(encoder.read(['hello'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    await server.listen();
    const before = server.requests.length;
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(before + 1), { timeout: 10_000 });
    await expect(encoder.read(['hello'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    served = SCORES;
    await vi.waitFor(() => encoder.read(['hello']), { timeout: 10_000 });
  });
});

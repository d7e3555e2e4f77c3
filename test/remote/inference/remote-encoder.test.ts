import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../../src/log.js';
import {
  createRemoteEncoder,
  type RemoteEncoderOptions,
  type StoppableEncoder,
} from '../../../src/remote/inference/remote-encoder.js';
import { withFallback } from '../../../src/remote/inference/with-fallback.js';
import {
  type Misbehaviour,
  ScriptedServer,
  TOY_DIMENSIONS,
  TOY_MODEL,
  toyTokenise,
  toyVector,
} from '../../support/inference-server/scripted-server.js';

const log = createLog('silent');
const QUICK_BREAKER = { faultLimit: 3, firstOpenMs: 20, lastOpenMs: 200 };
/** Never closes again within a test. */
const LASTING_BREAKER = { faultLimit: 3, firstOpenMs: 60_000, lastOpenMs: 60_000 };

let server: ScriptedServer;
const encoders: StoppableEncoder[] = [];

beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(async () => {
  await Promise.all(encoders.splice(0).map((encoder) => encoder.stop()));
  await server.stop();
});

async function connect(options: Partial<RemoteEncoderOptions> = {}): Promise<StoppableEncoder> {
  const encoder = await createRemoteEncoder({
    url: server.url,
    model: TOY_MODEL,
    tokenise: toyTokenise,
    dimensions: TOY_DIMENSIONS,
    timeoutMs: 5_000,
    breaker: LASTING_BREAKER,
    log,
    ...options,
  });
  encoders.push(encoder);
  return encoder;
}

const expected = (text: string) => Float32Array.from(toyVector(toyTokenise(text).ids));
const letters = (count: number, letter = 'x') => letter.repeat(count);
/** Texts of the requests after the trial, request by request. */
const sent = () =>
  server.requests.slice(1).map(({ rows }) => rows.map((ids) => String.fromCharCode(...ids.slice(1, -1))));

/** Lets requests wait until the test answers them. */
function hold(): { waiting: number; answerAll(): void } {
  const held: (() => void)[] = [];
  server.onInfer = (request, response) => void held.push(() => response.end(request.honest()));
  return {
    get waiting() {
      return held.length;
    },
    answerAll: () => {
      server.onInfer = (request, response) => void response.end(request.honest());
      for (const answer of held.splice(0)) answer();
    },
  };
}

describe('an encoder on an inference server', () => {
  it('answers in the order of the texts, whatever their lengths, and masks the padding', async () => {
    const encoder = await connect();
    const texts = Array.from({ length: 90 }, (_, at) => letters((at * 37) % 126));
    expect(await encoder.encode(texts)).toEqual(
      texts.map((text) => (text === '' ? new Float32Array(TOY_DIMENSIONS) : expected(text))),
    );
  });

  it('sends a single text at once, and what comes meanwhile together', async () => {
    const encoder = await connect({ maxInFlight: 1 });
    const held = hold();
    const first = encoder.encode(['a']);
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    const others = Promise.all(['b', 'c', letters(40), 'd'].map((text) => encoder.encode([text])));
    held.answerAll();
    await Promise.all([first, others]);
    expect(sent()).toEqual([['a'], ['b', 'c', 'd'], [letters(40)]]);
  });

  it('never has more requests under way than it may', async () => {
    let [now, most] = [0, 0];
    server.onInfer = async (request, response) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      response.end(request.honest());
    };
    const encoder = await connect({ maxInFlight: 3, tokenBudget: 32 });
    await encoder.encode(Array.from({ length: 40 }, (_, at) => `${letters(at % 10, 'y')}z`));
    expect(most).toBe(3);
  });

  it('keeps a place for chat, and lets it pass everything in the background', async () => {
    const encoder = await connect({ maxInFlight: 2, tokenBudget: 32 });
    const held = hold();
    const background = encoder.encode(['1', '2', '3', '4', '5', '6'], { lane: 'background' });
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    const chat = encoder.encode(['a', 'b', 'c', 'd']);
    await vi.waitFor(() => expect(held.waiting).toBe(2));
    held.answerAll();
    await Promise.all([chat, background]);
    expect(sent().flat().join('')).toBe('12abcd3456');
  });

  it('refuses what does not fit its queue, and says when to come back', async () => {
    const encoder = await connect({ queueLimit: 4, maxInFlight: 1 });
    const held = hold();
    const first = encoder.encode(['a']);
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    const waiting = encoder.encode(['b', 'c', 'd']);
    await expect(encoder.encode(['e', 'f'])).rejects.toMatchObject({
      code: 'OVERLOADED',
      retryAfterMs: expect.any(Number),
    });
    const background = encoder.encode(['g'], { lane: 'background' });
    held.answerAll();
    await Promise.all([first, waiting, background]);
    expect(sent().flat().join('')).toBe('abcdg');
  });

  it('never sends a text whose time is up', async () => {
    const encoder = await connect({ maxInFlight: 1 });
    const held = hold();
    const first = encoder.encode(['a']);
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    await expect(encoder.encode(['late'], { timeoutMs: 20 })).rejects.toMatchObject({ code: 'OVERLOADED' });
    const last = encoder.encode(['b']);
    held.answerAll();
    await Promise.all([first, last]);
    expect(sent()).toEqual([['a'], ['b']]);
  });

  it('fills in what the fine-tuned layers say, where it is wanted', async () => {
    const metadata = server.pages[`/v2/models/${TOY_MODEL}`] as { outputs: object[] };
    metadata.outputs.push(
      { name: 'tuned_scores', datatype: 'FP32', shape: [-1, 3] },
      { name: 'votes', datatype: 'FP32', shape: [-1, 3] },
      { name: 'nearness', datatype: 'FP32', shape: [-1, 2] },
    );
    server.onInfer = ({ rows, honest }, response) => {
      const tuned = (name: string, values: number[]) => ({
        name,
        datatype: 'FP32',
        shape: [rows.length, values.length],
        data: rows.flatMap(() => values),
      });
      const add = [tuned('nearness', [0.5, 0.25]), tuned('votes', [4, 5, 6]), tuned('tuned_scores', [1, 2, 3])];
      response.end(honest((answer) => ({ ...answer, outputs: [...answer.outputs, ...add] })));
    };
    const encoder = await connect({ classes: 3 });
    expect(await encoder.read(['a', ''])).toEqual([
      {
        vector: expected('a'),
        tuned: {
          scores: Float32Array.of(1, 2, 3),
          votes: Float32Array.of(4, 5, 6),
          nearness: { base: 0.5, tuned: 0.25 },
        },
      },
      { vector: new Float32Array(TOY_DIMENSIONS), tuned: undefined },
    ]);
  });

  it('refuses a server whose model does not fit, naming each difference', async () => {
    await expect(connect({ dimensions: 8, classes: 3 })).rejects.toMatchObject({
      code: 'INFERENCE_MODEL_INVALID',
      details: [
        'toy: sentence_vector has shape [-1,4], expected [-1,8]',
        'toy: tuned_scores is missing',
        'toy: votes is missing',
        'toy: nearness is missing',
      ],
    });
    await expect(connect({ model: 'other' })).rejects.toMatchObject({
      code: 'INFERENCE_MODEL_INVALID',
      details: ['GET /v2/models/other: status 404'],
    });
  });

  it('rejects what waits when it stops, and everything after', async () => {
    const encoder = await connect({ maxInFlight: 1 });
    const held = hold();
    const waiting = [encoder.encode(['a']), encoder.encode(['b'])];
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    const rejected = waiting.map((each) => expect(each).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' }));
    await encoder.stop();
    await Promise.all(rejected);
    await expect(encoder.encode(['c'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
  });
});

describe('when the server fails', () => {
  it('asks once more after a lost connection', async () => {
    const encoder = await connect();
    server.onInfer = (_request, response) => {
      server.onInfer = (request, response) => void response.end(request.honest());
      response.destroy();
    };
    expect(await encoder.encode(['a'])).toEqual([expected('a')]);
    expect(sent()).toEqual([['a'], ['a']]);
  });

  it('asks a busy server once more, not before it wants to be asked', async () => {
    const encoder = await connect();
    const times: number[] = [];
    server.onInfer = (request, response) => {
      times.push(performance.now());
      if (times.length === 1) response.writeHead(503, { 'retry-after': '1' }).end();
      else response.end(request.honest());
    };
    expect(await encoder.encode(['a'])).toEqual([expected('a')]);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990);
  });

  it('does not wait for a server that wants more time than the request has', async () => {
    const encoder = await connect();
    server.onInfer = (_request, response) => void response.writeHead(503, { 'retry-after': '3600' }).end();
    await expect(encoder.encode(['a'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    expect(sent()).toHaveLength(1);
  });

  it('leaves the server alone after three faults, and comes back when it answers', async () => {
    const encoder = await connect({ breaker: QUICK_BREAKER });
    server.onInfer = (_request, response) => void response.writeHead(500).end();
    for (const text of ['a', 'b', 'c']) {
      await expect(encoder.encode([text])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    }
    await expect(encoder.encode(['refused'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    server.onInfer = (request, response) => void response.end(request.honest());
    await vi.waitFor(async () => expect(await encoder.encode(['d'])).toEqual([expected('d')]), 5_000);
    expect(sent().flat()).not.toContain('refused');
  });

  it('starts without a server, and uses it when it comes', async () => {
    await server.stop();
    const encoder = await connect({ breaker: QUICK_BREAKER });
    await expect(encoder.encode(['a'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    await server.listen();
    await vi.waitFor(async () => expect(await encoder.encode(['a'])).toEqual([expected('a')]), 5_000);
  });

  it('follows no redirect', async () => {
    const elsewhere = await ScriptedServer.start();
    const encoder = await connect();
    server.onInfer = (_request, response, raw) =>
      void response.writeHead(307, { location: `${elsewhere.url}${raw.url}` }).end();
    await expect(encoder.encode(['a'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    expect(elsewhere.requests).toHaveLength(0);
    await elsewhere.stop();
  });
});

const answer = (change: Parameters<Parameters<Misbehaviour>[0]['honest']>[0]): Misbehaviour => {
  return (request, response) => void response.end(request.honest(change));
};
const tensor = (change: object): Misbehaviour =>
  answer((honest) => ({ ...honest, outputs: honest.outputs.map((output) => ({ ...output, ...change })) }));
const text = (body: string, headers: Record<string, string> = {}): Misbehaviour => {
  return (_request, response) => void response.writeHead(200, headers).end(body);
};

/** Answers that must not be believed. One text is asked for, of 4 dimensions. */
const LIES: [lie: string, why: string, Misbehaviour][] = [
  ['another model', 'is from the model other', answer((honest) => ({ ...honest, model_name: 'other' }))],
  ['another id', 'is to another request', answer((honest) => ({ ...honest, id: '999' }))],
  ['no outputs', 'sentence_vector is there 0 times', answer((honest) => ({ ...honest, outputs: [] }))],
  [
    'an output twice',
    'sentence_vector is there 2 times',
    answer((honest) => ({ ...honest, outputs: [...honest.outputs, ...honest.outputs] })),
  ],
  ['another name', 'sentence_vector is there 0 times', tensor({ name: 'sentence' })],
  ['another type', 'is FP16, expected FP32', tensor({ datatype: 'FP16' })],
  ['more rows', 'has shape [2,4], expected [1,4]', tensor({ shape: [2, 4], data: [1, 0, 0, 0, 1, 0, 0, 0] })],
  ['another width', 'has shape [1,3], expected [1,4]', tensor({ shape: [1, 3], data: [1, 0, 0] })],
  ['fewer values than its shape', 'does not have the 4 values', tensor({ data: [1, 0, 0] })],
  ['more values than its shape', 'does not have the 4 values', tensor({ data: [1, 0, 0, 0, 0] })],
  ['no values', 'does not have the 4 values', tensor({ data: undefined })],
  ['words for numbers', 'not a finite number', tensor({ data: ['1', '0', '0', '0'] })],
  ['null for a number', 'not a finite number', tensor({ data: [1, null, 0, 0] })],
  ['numbers beyond 32 bits', 'not a finite number', tensor({ data: [1e300, 0, 0, 0] })],
  ['a vector that is too long', 'expected 1', tensor({ data: [1, 1, 0, 0] })],
  ['a vector of zeros', 'has length 0', tensor({ data: [0, 0, 0, 0] })],
  [
    'bytes that are not there',
    'has 0 bytes of tensors, expected 16',
    tensor({ data: undefined, parameters: { binary_data_size: 16 } }),
  ],
  ['bytes of a negative size', 'binary_data_size', tensor({ data: undefined, parameters: { binary_data_size: -16 } })],
  [
    'bytes that were not announced',
    'has 16 bytes of tensors, expected 0',
    (request, response) => {
      const json = request.honest();
      response.writeHead(200, { 'inference-header-content-length': json.length });
      response.end(Buffer.concat([json, Buffer.alloc(16)]));
    },
  ],
  [
    'bytes that are no number',
    'not a finite number',
    (request, response) => {
      const json = request.honest((honest) => ({
        ...honest,
        outputs: honest.outputs.map((output) => ({ ...output, data: undefined, parameters: { binary_data_size: 16 } })),
      }));
      response.writeHead(200, { 'inference-header-content-length': json.length });
      response.end(Buffer.concat([json, Buffer.alloc(16, 0xff)]));
    },
  ],
  [
    'a header longer than the body',
    'not as long as its header says',
    text('{}', { 'inference-header-content-length': '9999' }),
  ],
  ['a header of no length', 'not as long as its header says', text('{}', { 'inference-header-content-length': '-1' })],
  ['not JSON', 'is not JSON', text('<html>It works!</html>')],
  [
    'JSON with NaN',
    'is not JSON',
    text('{"model_name": "toy", "outputs": [{"name": "sentence_vector", "data": [NaN]}]}'),
  ],
  ['nothing', 'is not JSON', text('')],
  ['another status', 'status 206', (request, response) => void response.writeHead(206).end(request.honest())],
  ['a length beyond all', 'is longer than', text('', { 'content-length': '99999999999' })],
  ['a body without end', 'is longer than', (_request, response) => pour(response)],
  [
    'a body cut off',
    'ECONNRESET',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{');
      setTimeout(() => response.destroy(), 5);
    },
  ],
  [
    'a body that trickles',
    'no answer within 1000 ms',
    (_request, response) => {
      const drop = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drop));
    },
  ],
  ['no answer', 'no answer within 1000 ms', () => {}],
];

function pour(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(' '.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}

describe('an answer that is not to be believed', () => {
  it.each(LIES)('%s: never becomes a reading, and the local encoder answers', async (_lie, why, misbehave) => {
    const remote = await connect({ timeoutMs: 1_000 });
    server.onInfer = misbehave;
    await expect(remote.encode(['a'])).rejects.toMatchObject({
      code: 'ENCODER_UNAVAILABLE',
      cause: { details: [expect.stringContaining(why)] },
    });
    const local = Float32Array.of(0, 0, 0, 1);
    const encoder = withFallback(
      remote,
      async () => ({
        dimensions: TOY_DIMENSIONS,
        encode: async (texts) => texts.map(() => local),
        read: async (texts) => texts.map(() => ({ vector: local, tuned: undefined })),
        stop: async () => {},
      }),
      { log },
    );
    expect(await encoder.encode(['a'])).toEqual([local]);
  });
});

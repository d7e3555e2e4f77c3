import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, type ErrorCode } from '../../../src/errors.js';
import { createLog } from '../../../src/log.js';
import type { StoppableEncoder } from '../../../src/remote/inference/remote-encoder.js';
import { withFallback } from '../../../src/remote/inference/with-fallback.js';
import type { EncodeOptions } from '../../../src/understanding/encoder.js';

const log = createLog('silent');
const REMOTE = Float32Array.of(1);
const LOCAL = Float32Array.of(2);

/** An encoder of one fixed vector that can be made to fail. */
class FixedEncoder implements StoppableEncoder {
  readonly dimensions = 1;
  readonly asked: EncodeOptions[] = [];
  failure: ErrorCode | undefined;
  isStopped = false;
  private readonly vector: Float32Array;

  constructor(vector: Float32Array) {
    this.vector = vector;
  }

  async encode(texts: string[], options: EncodeOptions = {}) {
    this.asked.push(options);
    if (this.failure !== undefined) throw new AppError(this.failure);
    return texts.map(() => this.vector);
  }

  async read(texts: string[], options: EncodeOptions = {}) {
    return (await this.encode(texts, options)).map((vector) => ({ vector, tuned: undefined }));
  }

  async stop() {
    this.isStopped = true;
  }
}

describe('an encoder with a fallback', () => {
  let remote: FixedEncoder;
  let locals: FixedEncoder[];
  const start = async () => {
    const local = new FixedEncoder(LOCAL);
    locals.push(local);
    return local;
  };
  beforeEach(() => {
    remote = new FixedEncoder(REMOTE);
    locals = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('starts nothing while the remote answers', async () => {
    const encoder = withFallback(remote, start, { log });
    expect(await encoder.encode(['a'])).toEqual([REMOTE]);
    expect(locals).toHaveLength(0);
  });

  it('answers locally while the remote is not available, in the same lane and the time that is left', async () => {
    const encoder = withFallback(remote, start, { log });
    remote.failure = 'ENCODER_UNAVAILABLE';
    const answers = await Promise.all([
      encoder.encode(['a', 'b'], { lane: 'background', timeoutMs: 3_000 }),
      encoder.read(['c']),
    ]);
    expect(answers).toEqual([[LOCAL, LOCAL], [{ vector: LOCAL, tuned: undefined }]]);
    expect(locals).toHaveLength(1);
    expect(locals[0]?.asked[0]?.lane).toBe('background');
    expect(locals[0]?.asked[0]?.timeoutMs).toBeLessThanOrEqual(3_000);
    remote.failure = undefined;
    expect(await encoder.encode(['d'])).toEqual([REMOTE]);
  });

  it('passes on that the remote is busy, and mistakes of the caller', async () => {
    const encoder = withFallback(remote, start, { log });
    for (const code of ['OVERLOADED', 'INTERNAL'] as const) {
      remote.failure = code;
      await expect(encoder.encode(['a'])).rejects.toMatchObject({ code });
    }
    expect(locals).toHaveLength(0);
  });

  it('keeps the local encoder for a while after it was last needed', async () => {
    vi.useFakeTimers();
    const encoder = withFallback(remote, start, { keepWarmMs: 1_000, log });
    remote.failure = 'ENCODER_UNAVAILABLE';
    await encoder.encode(['a']);
    await vi.advanceTimersByTimeAsync(900);
    await encoder.encode(['b']);
    await vi.advanceTimersByTimeAsync(900);
    expect(locals.map(({ isStopped }) => isStopped)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(200);
    expect(locals.map(({ isStopped }) => isStopped)).toEqual([true]);
    expect(await encoder.encode(['c'])).toEqual([LOCAL]);
    expect(locals).toHaveLength(2);
  });

  it('tries again to start a local encoder that could not start', async () => {
    let attempts = 0;
    const startSecond = async () => {
      attempts += 1;
      if (attempts === 1) throw new AppError('ENCODER_UNAVAILABLE', { details: ['no model'] });
      return start();
    };
    const encoder = withFallback(remote, startSecond, { log });
    remote.failure = 'ENCODER_UNAVAILABLE';
    await expect(encoder.encode(['a'])).rejects.toMatchObject({ details: ['no model'] });
    expect(await encoder.encode(['b'])).toEqual([LOCAL]);
  });

  it('stops both', async () => {
    const encoder = withFallback(remote, start, { log });
    remote.failure = 'ENCODER_UNAVAILABLE';
    await encoder.encode(['a']);
    await encoder.stop();
    expect([remote.isStopped, locals[0]?.isStopped]).toEqual([true, true]);
    await expect(encoder.encode(['b'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
  });
});

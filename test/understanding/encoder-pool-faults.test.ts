import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';

const entry = 'test/fixtures/encoder/faulty-process.mjs';
const TEXTS = 60;
let pool: EncoderPool | undefined;

afterEach(() => pool?.stop());

async function answeringPids(asked: EncoderPool): Promise<number[]> {
  const vectors = await asked.encode(Array.from({ length: 20 }, () => 'who'));
  return [...new Set(vectors.map((vector) => vector[1] ?? 0))].sort();
}

describe('a process of an encoder pool', () => {
  it.each([
    ['stopped', 'SIGSTOP'],
    ['crashed by a native fault', 'SIGSEGV'],
    ['ended', 'SIGTERM'],
  ] as const)('that was %s is replaced, and no text is lost', { timeout: 40_000 }, async (_what, signal) => {
    const started = await createEncoderPool({
      modelDir: 'any',
      entry,
      processes: 2,
      answerWithinMs: 2_000,
      log: createLog('silent'),
    });
    pool = started;
    await vi.waitFor(async () => expect(await answeringPids(started)).toHaveLength(2));
    const [pid = 0] = await answeringPids(started);
    const answers = started.encode(
      Array.from({ length: TEXTS }, (_, length) => 'x'.repeat(length)),
      { timeoutMs: 30_000 },
    );
    process.kill(pid, signal);
    expect((await answers).map(([length]) => length)).toEqual(Array.from({ length: TEXTS }, (_, length) => length));
    await vi.waitFor(async () => {
      const now = await answeringPids(started);
      expect(now).toHaveLength(2);
      expect(now).not.toContain(pid);
    }, 15_000);
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('that was stopped while idle holds nobody up for longer than the pool waits for an answer', async () => {
    const started = await createEncoderPool({
      modelDir: 'any',
      entry,
      processes: 1,
      answerWithinMs: 2_000,
      log: createLog('silent'),
    });
    pool = started;
    const [pid = 0] = await answeringPids(started);
    process.kill(pid, 'SIGSTOP');
    const [[length, by] = []] = await started.encode(['four'], { timeoutMs: 15_000 });
    expect(length).toBe(4);
    expect(by).not.toBe(pid);
  });
});

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool, type EncoderPoolOptions } from '../../src/understanding/encoder-pool.js';

const entry = 'test/fixtures/encoder/faulty-process.mjs';
const pools: EncoderPool[] = [];

async function start(options: Partial<EncoderPoolOptions> = {}): Promise<EncoderPool> {
  const pool = await createEncoderPool({ modelDir: 'any', entry, processes: 2, log: createLog('silent'), ...options });
  pools.push(pool);
  return pool;
}

async function answeringPids(pool: EncoderPool): Promise<number[]> {
  const vectors = await pool.encode(Array.from({ length: 20 }, () => 'who'));
  return [...new Set(vectors.map((vector) => vector[1] ?? 0))].sort();
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.stop()));
});

describe('an encoder pool', () => {
  it('answers in the order of the texts', async () => {
    const pool = await start();
    const texts = ['a', 'four', 'seven..', ''];
    expect((await pool.encode(texts)).map(([length]) => length)).toEqual([1, 4, 7, 0]);
    expect(pool.dimensions).toBe(2);
  });

  it('uses every process', async () => {
    const pool = await start();
    await vi.waitFor(async () => expect(await answeringPids(pool)).toHaveLength(2));
  });

  it('replaces a process that was killed and loses no text', async () => {
    const pool = await start();
    const [pid = 0] = await answeringPids(pool);
    const answers = pool.encode(Array.from({ length: 60 }, (_, at) => 'x'.repeat(at)));
    process.kill(pid, 'SIGKILL');
    expect((await answers).map(([length]) => length)).toEqual(Array.from({ length: 60 }, (_, at) => at));
    await vi.waitFor(async () => {
      const now = await answeringPids(pool);
      expect(now).toHaveLength(2);
      expect(now).not.toContain(pid);
    }, 5_000);
  });

  it('gives up a text that costs two processes their life, and serves its neighbours', async () => {
    const pool = await start();
    const neighbours = pool.encode(['one', 'two', 'three']);
    const poison = pool.encode(['crash']);
    const later = pool.encode(['four', 'five']);
    await expect(poison).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    expect((await neighbours).map(([length]) => length)).toEqual([3, 3, 5]);
    expect((await later).map(([length]) => length)).toEqual([4, 4]);
  });

  it('kills a process that hangs', async () => {
    const pool = await start({ answerWithinMs: 150 });
    const before = await answeringPids(pool);
    await expect(pool.encode(['hang'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    await vi.waitFor(async () => {
      const now = await answeringPids(pool);
      expect(now).toHaveLength(2);
      expect(now).not.toEqual(before);
    }, 5_000);
  });

  it('passes on that one text could not be encoded', async () => {
    const pool = await start();
    await expect(pool.encode(['fail'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    expect(await pool.encode(['ok'])).toHaveLength(1);
  });

  it('refuses what does not fit into the queue, and says when to come back', async () => {
    const pool = await start({ queueLimit: 10 });
    const first = pool.encode(Array.from({ length: 10 }, () => 'a'));
    const second = pool.encode(Array.from({ length: 9 }, () => 'b'));
    const refused = await second.catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'OVERLOADED', retryAfterMs: expect.any(Number) });
    expect(await first).toHaveLength(10);
    expect(await pool.encode(['c'])).toHaveLength(1);
  });

  it('says to come back later the slower it has been, and never in no time', async () => {
    const pool = await start({ processes: 1, queueLimit: 100 });
    const ask = () => pool.encode(Array.from({ length: 100 }, () => 'a'));
    const refusal = async () =>
      (await pool.encode(Array.from({ length: 101 }, () => 'b')).catch((error) => error)).retryAfterMs;
    expect(await refusal()).toBeGreaterThan(0);
    await ask();
    const answers = ask();
    // A text takes the process at least five milliseconds, and about a hundred wait.
    expect(await refusal()).toBeGreaterThan(400);
    await answers;
  });

  it('lets chat overtake the background, and a full background does not refuse chat', async () => {
    const pool = await start({ processes: 1, queueLimit: 60 });
    const finished: string[] = [];
    const background = pool
      .encode(
        Array.from({ length: 60 }, () => 'index'),
        { lane: 'background' },
      )
      .then(() => finished.push('background'));
    await pool.encode(['hello'], { lane: 'chat' }).then(() => finished.push('chat'));
    await background;
    expect(finished).toEqual(['chat', 'background']);
  });

  it('gives up a call after its time, with the others unharmed', async () => {
    const pool = await start({ processes: 1 });
    const slow = pool.encode(
      Array.from({ length: 40 }, () => 'a'),
      { timeoutMs: 30 },
    );
    const patient = pool.encode(['b', 'bb']);
    await expect(slow).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect((await patient).map(([length]) => length)).toEqual([1, 2]);
  });

  it('rejects what waits when it stops, and everything after', async () => {
    const pool = await start();
    const waiting = pool.encode(Array.from({ length: 100 }, () => 'a'));
    const rejected = expect(waiting).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
    await pool.stop();
    await rejected;
    await expect(pool.encode(['b'])).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE' });
  });

  it('leaves no process behind', async () => {
    const pool = await start();
    const pids = await answeringPids(pool);
    await pool.stop();
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  });

  it('says why when no process can start', async () => {
    const starting = createEncoderPool({ modelDir: 'broken', entry, processes: 2, log: createLog('silent') });
    await expect(starting).rejects.toMatchObject({ code: 'ENCODER_UNAVAILABLE', details: ['no such model'] });
  });

  it.skipIf(!existsSync('/proc/self'))('ends its processes when the parent is killed', async () => {
    const script = `
      import { fork } from 'node:child_process';
      const child = fork(${JSON.stringify(entry)}, ['any'], { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      child.on('message', () => { process.stdout.write(String(child.pid)); process.kill(process.pid, 'SIGKILL'); });`;
    let pid = 0;
    try {
      execFileSync(process.execPath, ['--input-type=module', '-e', script]);
    } catch (error) {
      pid = Number(error instanceof Error && 'stdout' in error ? error.stdout : Number.NaN);
    }
    expect(pid).toBeGreaterThan(1);
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), 5_000);
  });
});

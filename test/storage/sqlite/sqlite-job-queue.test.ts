import { describe, expect, it, vi } from 'vitest';
import { createLog } from '../../../src/log.js';
import { connectSqlite } from '../../../src/storage/sqlite/sqlite-connection.js';
import { createSqliteJobQueue } from '../../../src/storage/sqlite/sqlite-job-queue.js';
import { CONTRACT_ATTEMPTS, CONTRACT_RETRY, jobQueueContract } from '../../contract/job-queue-contract.js';
import { temporaryFolder } from './sqlite-folder.js';

const log = createLog('silent');
const job = { shopId: 'shop-1', kind: 'mail', key: 'k', payload: {} };

function open(dataDir: string, now = Date.now) {
  const connection = connectSqlite({ dataDir, log });
  const jobs = createSqliteJobQueue({ connection, clock: { now }, log, retry: CONTRACT_RETRY });
  return {
    jobs,
    close: async () => {
      await jobs.stop();
      connection.close();
    },
    /** The process is gone: nothing of what it was doing is written any more. */
    die: () => connection.close(),
  };
}

jobQueueContract('SQLite', async () => {
  const { dataDir, remove } = temporaryFolder();
  let opened = open(dataDir);
  return {
    jobs: opened.jobs,
    reopen: async () => {
      await opened.close();
      opened = open(dataDir);
      return opened;
    },
    close: async () => {
      await opened.close();
      remove();
    },
  };
});

describe('the SQLite job queue', () => {
  it('does again at the next start what was under way when the process died, with its attempt counted', async () => {
    const { dataDir, remove } = temporaryFolder();
    const first = open(dataDir);
    let isUnderWay = false;
    first.jobs.work('mail', () => {
      isUnderWay = true;
      return new Promise(() => undefined);
    });
    await first.jobs.add(job);
    await vi.waitFor(() => expect(isUnderWay).toBe(true));
    first.die();

    const second = open(dataDir);
    const attempts: number[] = [];
    second.jobs.work('mail', async ({ attempt }) => {
      attempts.push(attempt);
    });
    await vi.waitFor(() => expect(attempts).toEqual([2]));
    await second.close();
    remove();
  });

  it('sets a job aside that has taken the process down at every attempt', async () => {
    const { dataDir, remove } = temporaryFolder();
    for (let attempt = 1; attempt <= CONTRACT_ATTEMPTS; attempt++) {
      const process = open(dataDir);
      let seen = 0;
      process.jobs.work('mail', (taken) => {
        seen = taken.attempt;
        return new Promise(() => undefined);
      });
      if (attempt === 1) await process.jobs.add(job);
      await vi.waitFor(() => expect(seen).toBe(attempt));
      process.die();
    }
    const last = open(dataDir);
    expect(await last.jobs.dead('shop-1')).toMatchObject([{ key: 'k', error: 'The process died while it ran' }]);
    await last.close();
    remove();
  });

  it('knows the key of a finished job for a day', async () => {
    const { dataDir, remove } = temporaryFolder();
    let now = Date.now();
    const ran: number[] = [];
    const runAt = async (at: number) => {
      now = at;
      const opened = open(dataDir, () => now);
      opened.jobs.work('mail', async () => {
        ran.push(now);
      });
      await opened.jobs.add(job);
      await opened.jobs.add({ ...job, kind: 'fence', key: String(at) });
      const fence = vi.fn(async () => undefined);
      opened.jobs.work('fence', fence);
      await vi.waitFor(() => expect(fence).toHaveBeenCalled());
      await opened.close();
    };
    const start = now;
    const hour = 3_600_000;
    for (const at of [start, start + hour, start + 23 * hour, start + 25 * hour]) await runAt(at);
    expect(ran).toEqual([start, start + 25 * hour]);
    remove();
  });

  it('refuses a second handler for a kind', async () => {
    const { dataDir, remove } = temporaryFolder();
    const opened = open(dataDir);
    opened.jobs.work('mail', async () => undefined);
    expect(() => opened.jobs.work('mail', async () => undefined)).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
    await opened.close();
    remove();
  });
});

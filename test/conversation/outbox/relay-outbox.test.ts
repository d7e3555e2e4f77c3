import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outbox, StoredOutbox } from '../../../src/conversation/outbox/outbox.js';
import { createOutboxRelay } from '../../../src/conversation/outbox/relay-outbox.js';
import type { NewJob } from '../../../src/conversation/work/job-queue.js';
import { AppError } from '../../../src/errors.js';
import { createLog } from '../../../src/log.js';
import { shopIdSchema } from '../../../src/protocol/ids.js';

function aRow(id: string): StoredOutbox {
  return {
    shopId: shopIdSchema.parse('shop-1'),
    message: { id, kind: 'mail-handoff', conversationId: 'c', reason: 'complaint' },
  };
}

describe('the outbox relay', () => {
  let rows: StoredOutbox[];
  let added: NewJob[];
  let tries: number;
  let isAway: boolean;

  beforeEach(() => {
    vi.useFakeTimers();
    rows = [];
    added = [];
    tries = 0;
    isAway = false;
  });
  afterEach(() => vi.useRealTimers());

  function aRelay() {
    const outbox: Outbox = {
      pending: async (limit) => rows.slice(0, limit),
      markSent: async (ids) => {
        rows = rows.filter(({ message }) => !ids.includes(message.id));
      },
    };
    const add = async (job: NewJob) => {
      tries++;
      if (isAway) throw new AppError('STORE_UNAVAILABLE');
      added.push(job);
    };
    return createOutboxRelay({ outbox, jobs: { add }, log: createLog('silent') });
  }
  const keys = () => added.map(({ key }) => key);

  it('turns every row into a job, in order, however many there are', async () => {
    rows = Array.from({ length: 120 }, (_, index) => aRow(`m${index}`));
    const expected = rows.map(({ message }) => message.id);
    const relay = aRelay();
    relay.wake();
    await relay.stop();
    expect(keys()).toEqual(expected);
    expect(rows).toEqual([]);
  });

  it('tries again by itself when the queue was away, without a further wake', async () => {
    rows = [aRow('m1'), aRow('m2')];
    isAway = true;
    const relay = aRelay();
    relay.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(added).toEqual([]);
    isAway = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(keys()).toEqual(['m1', 'm2']);
    expect(rows).toEqual([]);
  });

  it('does not knock at a queue that is away with every message that comes', async () => {
    rows = [aRow('m1')];
    isAway = true;
    const relay = aRelay();
    for (let message = 0; message < 600; message++) {
      relay.wake();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(tries).toBeLessThan(120);
    isAway = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(keys()).toEqual(['m1']);
  });

  it('finds rows that nobody woke it for', async () => {
    const relay = aRelay();
    relay.wake();
    await vi.advanceTimersByTimeAsync(1000);
    rows = [aRow('of a process that died')];
    await vi.advanceTimersByTimeAsync(15_000);
    expect(keys()).toEqual(['of a process that died']);
  });

  it('sends what is written while it sends', async () => {
    rows = [aRow('m1')];
    const relay = aRelay();
    relay.wake();
    rows.push(aRow('m2'));
    relay.wake();
    await vi.advanceTimersByTimeAsync(10);
    expect(keys()).toEqual(['m1', 'm2']);
  });

  it('rests once it is stopped', async () => {
    const relay = aRelay();
    relay.wake();
    await relay.stop();
    rows = [aRow('m1')];
    relay.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(added).toEqual([]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { createTurnRunner, type TurnRunner } from '../../../src/conversation/turns/turn-runner.js';
import { AppError } from '../../../src/errors.js';
import { createLog } from '../../../src/log.js';
import { conversationIdSchema } from '../../../src/protocol/ids.js';
import { conversationId, shopId } from '../../support/a-turn.js';
import { SharedLeases } from '../../support/shared-leases.js';

describe('a turn runner beside another', () => {
  const leases = new SharedLeases();
  const runners: TurnRunner[] = [];
  const log = createLog('silent');
  afterEach(() => Promise.all(runners.splice(0).map((runner) => runner.stop())));

  const given: string[] = [];
  const start = (name: string, handle: (id: string) => Promise<void>, concurrency = 1) => {
    const giveUp = async (_shop: string, id: string) => void given.push(id);
    const runner = createTurnRunner({
      handle: (_shop, id) => handle(id),
      giveUp,
      leases: leases.of(name),
      concurrency,
      log,
    });
    runners.push(runner);
    return runner;
  };

  it('does not begin where the other is at it, and looks again when it is done', async () => {
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const one = start('one', () => {
      order.push('one begins');
      return new Promise((resolve) => {
        finish = () => {
          order.push('one ends');
          resolve();
        };
      });
    });
    const other = start('other', async () => void order.push('other'));
    one.wake(shopId, conversationId);
    await expect.poll(() => order).toEqual(['one begins']);
    other.wake(shopId, conversationId);
    await expect.poll(() => other.backlog()).toBe(0);
    expect(order).toEqual(['one begins']);
    finish();
    await expect.poll(() => order, { timeout: 10_000 }).toEqual(['one begins', 'one ends', 'other']);
  });

  it('gives its place to others while it waits for the other to be done', async () => {
    const held = await leases.of('one').take(shopId, conversationId);
    let answered = 0;
    const runner = start('other', async () => void answered++);
    runner.wake(shopId, conversationId);
    runner.wake(shopId, conversationIdSchema.parse('another'));
    await expect.poll(() => answered).toBe(1);
    await held?.release();
    await expect.poll(() => answered, { timeout: 10_000 }).toBe(2);
  });

  it('tries again what failed', async () => {
    const order: string[] = [];
    let failures = 0;
    const one = start('one', async () => {
      order.push('one');
      if (failures++ === 0) throw new Error('the store is away');
    });
    one.wake(shopId, conversationId);
    await expect.poll(() => order, { timeout: 10_000 }).toEqual(['one', 'one']);
  });

  it('gives its place to others while it waits to try again', async () => {
    const answered: string[] = [];
    const runner = start('one', async (id) => {
      if (id === conversationId) throw new AppError('STORE_UNAVAILABLE');
      answered.push(id);
    });
    runner.wake(shopId, conversationId);
    runner.wake(shopId, conversationIdSchema.parse('another'));
    await expect.poll(() => answered).toEqual(['another']);
    expect(runner.backlog()).toBe(0);
  });

  it('gives up what fails again and again by a fault of ours, and nothing that only time has to mend', async () => {
    const tried = { ours: 0, theirs: 0 };
    const runner = start('one', async (id) => {
      if (id === 'theirs') {
        tried.theirs++;
        throw new AppError('STORE_UNAVAILABLE');
      }
      tried.ours++;
      throw new RangeError('Incorrect locale information provided');
    });
    runner.wake(shopId, conversationIdSchema.parse('ours'));
    runner.wake(shopId, conversationIdSchema.parse('theirs'));
    await expect.poll(() => given, { timeout: 15_000 }).toEqual(['ours']);
    expect(tried.ours).toBe(5);
    await expect.poll(() => tried.theirs, { timeout: 15_000 }).toBeGreaterThan(5);
    expect(given).toEqual(['ours']);
  });

  it('stops without waiting for what another process is at', async () => {
    const held = await leases.of('one').take(shopId, conversationId);
    let answered = 0;
    const runner = start('other', async () => void answered++);
    runner.wake(shopId, conversationId);
    await expect.poll(() => runner.backlog()).toBe(0);
    await runner.stop();
    await held?.release();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(answered).toBe(0);
  });
});

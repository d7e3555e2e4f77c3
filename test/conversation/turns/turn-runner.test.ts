import { afterEach, describe, expect, it } from 'vitest';
import { createTurnRunner, type TurnRunner } from '../../../src/conversation/turns/turn-runner.js';
import { createLog } from '../../../src/log.js';
import { conversationIdSchema } from '../../../src/protocol/ids.js';
import { conversationId, shopId } from '../../support/a-turn.js';
import { SharedLeases } from '../../support/shared-leases.js';

describe('a turn runner beside another', () => {
  const leases = new SharedLeases();
  const runners: TurnRunner[] = [];
  const log = createLog('silent');
  afterEach(() => Promise.all(runners.splice(0).map((runner) => runner.stop())));

  const start = (name: string, handle: () => Promise<void>, concurrency = 1) => {
    const runner = createTurnRunner({ handle, leases: leases.of(name), concurrency, log });
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

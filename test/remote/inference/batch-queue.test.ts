import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Batch, type BatchJob, createBatchQueue, type Lane } from '../../../src/remote/inference/batch-queue.js';
import { batchSize } from '../../../src/remote/inference/batch-size.js';

const job = (lane: Lane, tokens: number): BatchJob => ({
  ids: Array.from({ length: tokens }, (_, at) => at),
  lane,
  isTunedWanted: false,
  resolve: () => {},
  reject: () => {},
});

describe('a queue of batches', () => {
  it('hands out every text once, chat first, the oldest first, like lengths together, within the budget', () => {
    const jobs = fc.array(
      fc
        .tuple(fc.constantFrom<Lane>('chat', 'background'), fc.integer({ min: 2, max: 140 }))
        .map(([lane, tokens]) => job(lane, tokens)),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(jobs, fc.integer({ min: 1, max: 2_000 }), (all, budget) => {
        const queue = createBatchQueue();
        queue.add(all);
        const rowsOf = (tokens: number) => Math.max(1, Math.floor(budget / tokens));
        const batches: Batch[] = [];
        for (;;) {
          const waiting = { chat: queue.waiting('chat'), background: queue.waiting('background') };
          const oldest = all.find(
            (each) =>
              !batches.some((batch) => batch.jobs.includes(each)) && (each.lane === 'chat' || waiting.chat === 0),
          );
          const batch = queue.take(['chat', 'background'], rowsOf);
          expect(batch?.jobs[0]).toBe(oldest);
          if (batch === undefined) break;
          batches.push(batch);
          const lengths = batch.jobs.map(({ ids }) => ids.length);
          expect(batch.width).toBeGreaterThanOrEqual(Math.max(...lengths));
          expect(batch.width % 8).toBe(0);
          if (Math.max(...lengths) <= 128)
            expect(Math.max(...lengths)).toBeLessThanOrEqual(Math.max(16, 2 * Math.min(...lengths)));
          expect(batch.jobs.length === 1 || batch.jobs.length * batch.width <= budget + 8 * batch.jobs.length).toBe(
            true,
          );
        }
        expect(new Set(batches.flatMap((batch) => batch.jobs))).toEqual(new Set(all));
        expect(batches.flatMap((batch) => batch.jobs)).toHaveLength(all.length);
      }),
    );
  });

  it('leaves the background alone when only chat is asked for', () => {
    const queue = createBatchQueue();
    queue.add([job('background', 5)]);
    expect(queue.take(['chat'], () => 9)).toBeUndefined();
    expect(queue.waiting('background')).toBe(1);
  });

  it('forgets what is removed, and gives back the rest when it is cleared', () => {
    const queue = createBatchQueue();
    const [one, two, three] = [job('chat', 5), job('chat', 6), job('background', 7)];
    queue.add([one, two, three]);
    queue.remove(new Set([one]));
    expect(queue.clear()).toEqual([two, three]);
    expect(queue.take(['chat', 'background'], () => 9)).toBeUndefined();
  });
});

describe('the size of a batch', () => {
  const model = { name: 'm', inputs: [], gives: 'vector', dimensions: 384, classes: undefined } as const;

  it('follows the budget, and what the server takes', () => {
    expect(batchSize({ model, encoding: 'binary', maxRows: undefined }, 16, 512)).toBe(32);
    expect(batchSize({ model, encoding: 'binary', maxRows: 8 }, 16, 512)).toBe(8);
    expect(batchSize({ model, encoding: 'binary', maxRows: undefined }, 128, 100)).toBe(1);
  });

  it('is small where an answer is large', () => {
    const states = { ...model, gives: 'states' } as const;
    expect(batchSize({ model: states, encoding: 'binary', maxRows: 64 }, 128, 16_384)).toBe(21);
    expect(batchSize({ model: states, encoding: 'json', maxRows: 64 }, 128, 16_384)).toBe(1);
  });
});

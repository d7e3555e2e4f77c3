import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Exchange, meanOfParts } from '../../src/learning/fine-tune/parallel/exchange.js';

/** Where the workers of one run meet. */
export type OpenedMeeting = {
  join(place: { worker: number; workers: number }): Promise<Exchange>;
  close(): Promise<void>;
};

const PATIENT_MS = 60_000;
const IMPATIENT_MS = 500;

/** What every adapter of the exchange must do. */
export function exchangeContract(
  name: string,
  open: (options: { workers: number; timeoutMs: number }) => Promise<OpenedMeeting>,
): void {
  describe(`${name}: the exchange`, () => {
    const closings: (() => Promise<void>)[] = [];
    const meet = async (workers: number, timeoutMs = PATIENT_MS): Promise<OpenedMeeting> => {
      const meeting = await open({ workers, timeoutMs });
      closings.push(() => meeting.close());
      return meeting;
    };
    const team = async (workers: number, timeoutMs?: number): Promise<Exchange[]> => {
      const meeting = await meet(workers, timeoutMs);
      // The last comes first.
      const places = Array.from({ length: workers }, (_, worker) => ({ worker, workers })).toReversed();
      const exchanges = (await Promise.all(places.map((place) => meeting.join(place)))).toReversed();
      closings.push(async () => void (await Promise.all(exchanges.map((exchange) => exchange.close()))));
      return exchanges;
    };
    afterEach(async () => {
      for (const close of closings.splice(0).toReversed()) await close();
    });

    it.each([1, 2, 3, 5])('gives all of %i workers the same weighted mean, step after step', async (workers) => {
      const exchanges = await team(workers);
      const step = fc.integer({ min: 1, max: 40 }).chain((size) =>
        fc.record({
          parts: fc.array(
            fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), exactly(size)),
            exactly(workers),
          ),
          weights: fc
            .array(fc.nat({ max: 32 }), exactly(workers))
            .filter((weights) => weights.some((weight) => weight > 0)),
          order: fc.shuffledSubarray([...exchanges.keys()], exactly(workers)),
        }),
      );
      await fc.assert(
        fc.asyncProperty(step, async ({ parts, weights, order }) => {
          const given = parts.map((part) => Float32Array.from(part));
          const means: Float32Array[] = [];
          const calls = order.map(async (worker) => {
            const mean = await exchanges[worker]!.average(given[worker]!, weights[worker]!);
            means[worker] = mean.slice();
          });
          await Promise.all(calls);
          const expected = new Float32Array(given[0]!.length);
          const all = given.map((values, worker) => ({ values, weight: weights[worker]! }));
          meanOfParts(expected, all, { from: 0, to: expected.length });
          for (const mean of means) expect(bits(mean)).toEqual(bits(expected));
          given.forEach((part, worker) => void expect([...part]).toEqual(parts[worker]));
        }),
        { numRuns: 25 },
      );
    });

    it('averages more numbers than one message holds', async () => {
      const exchanges = await team(2);
      const size = 1_100_003;
      const parts = exchanges.map((_, worker) =>
        Float32Array.from({ length: size }, (_, place) => place % (worker + 7)),
      );
      const means = await Promise.all(
        exchanges.map((exchange, worker) => exchange.average(parts[worker]!, worker + 1)),
      );
      const expected = new Float32Array(size);
      meanOfParts(
        expected,
        parts.map((values, worker) => ({ values, weight: worker + 1 })),
        { from: 0, to: size },
      );
      for (const mean of means) expect(Buffer.compare(bits(mean), bits(expected))).toBe(0);
    });

    it('hands on one worker’s numbers untouched when the others’ weigh nothing', async () => {
      const exchanges = await team(3);
      const own = Float32Array.from([1 / 3, -1e-38, 16_777_215, Number.MIN_VALUE, 3.4e38]);
      const calls = exchanges.map(({ average, worker }) =>
        average(worker === 1 ? own : new Float32Array(own.length).fill(Number.NaN), worker === 1 ? 1 : 0),
      );
      for (const mean of await Promise.all(calls)) expect(bits(mean)).toEqual(bits(own));
    });

    it('ends for all when two workers’ parts are not of one length', async () => {
      const [one, other] = await team(2);
      const ends = await Promise.allSettled([
        one!.average(new Float32Array(3), 1),
        other!.average(new Float32Array(4), 1),
      ]);
      expect(codesOf(ends)).toEqual(['WORKERS_DIFFER', 'WORKERS_DIFFER']);
      await expect(one!.average(new Float32Array(3), 1)).rejects.toMatchObject({ code: 'WORKERS_DIFFER' });
    });

    it('ends for all when no part weighs anything', async () => {
      const exchanges = await team(2);
      const ends = await Promise.allSettled(exchanges.map((exchange) => exchange.average(new Float32Array(3), 0)));
      expect(codesOf(ends)).toEqual(['WORKERS_DIFFER', 'WORKERS_DIFFER']);
    });

    it('ends for all when one worker ends before the others', async () => {
      const [leader, second, third] = await team(3);
      await Promise.all([leader, second, third].map((exchange) => exchange!.average(new Float32Array(2), 1)));
      const waiting = Promise.allSettled([leader, second].map((exchange) => exchange!.average(new Float32Array(2), 1)));
      await third!.close();
      const ends = await waiting;
      expect(codesOf(ends)).toEqual(['WORKER_LOST', 'WORKER_LOST']);
      expect(ends).toMatchObject([{ reason: { details: [expect.stringContaining('worker 2')] } }, {}]);
    });

    it('ends when a worker that has ended is asked for another step', async () => {
      const [one, other] = await team(2);
      await other!.close();
      await expect(one!.average(new Float32Array(2), 1)).rejects.toMatchObject({ code: 'WORKER_LOST' });
      await expect(other!.average(new Float32Array(2), 1)).rejects.toMatchObject({ code: 'WORKER_LOST' });
    });

    it('ends for those who wait when one is there and does not answer, and says which', async () => {
      const [one, , third] = await team(3, IMPATIENT_MS);
      const ends = await Promise.allSettled([one, third].map((exchange) => exchange!.average(new Float32Array(2), 1)));
      expect(codesOf(ends)).toEqual(['WORKER_LOST', 'WORKER_LOST']);
      expect(ends).toMatchObject([{ reason: { details: [expect.stringContaining('worker 1 did not answer')] } }, {}]);
    });

    it('ends when a worker never comes', async () => {
      const meeting = await meet(2, IMPATIENT_MS);
      const alone = await meeting.join({ worker: 0, workers: 2 });
      await expect(alone.average(new Float32Array(2), 1)).rejects.toMatchObject({ code: 'WORKER_LOST' });
      await alone.close();
    });

    it.each([
      ['one that is there already', { worker: 1, workers: 2 }],
      ['one of a larger team', { worker: 2, workers: 3 }],
    ])('turns away %s, and goes on', async (_who, place) => {
      const meeting = await meet(2);
      const exchanges = [await meeting.join({ worker: 0, workers: 2 }), await meeting.join({ worker: 1, workers: 2 })];
      await expect(meeting.join(place)).rejects.toMatchObject({ code: 'WORKERS_DIFFER' });
      const means = await Promise.all(exchanges.map(({ average, worker }) => average(new Float32Array([worker]), 1)));
      expect(means.map(([mean]) => mean)).toEqual([0.5, 0.5]);
      await Promise.all(exchanges.map((exchange) => exchange.close()));
    });

    it('lets all go in any order once they are done', async () => {
      const exchanges = await team(3);
      await Promise.all(exchanges.map((exchange) => exchange.average(new Float32Array(2), 1)));
      for (const exchange of exchanges) await exchange.close();
      for (const exchange of exchanges) await exchange.close();
    });
  });
}

function exactly(length: number): { minLength: number; maxLength: number } {
  return { minLength: length, maxLength: length };
}

function bits(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function codesOf(ends: PromiseSettledResult<unknown>[]): unknown[] {
  return ends.map((end) => (end.status === 'rejected' ? end.reason.code : 'went on'));
}

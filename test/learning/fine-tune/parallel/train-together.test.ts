import { beforeAll, describe, expect, it } from 'vitest';
import type { FineTuneJob } from '../../../../src/learning/fine-tune/fine-tune.js';
import { startHub } from '../../../../src/learning/fine-tune/parallel/hub.js';
import { openLocalExchange } from '../../../../src/learning/fine-tune/parallel/local-exchange.js';
import { type Backend, openTensorflow } from '../../../../src/learning/fine-tune/tensorflow.js';
import { type Trained, toyJob, trainToy } from '../../../support/training-team.js';

/** The processor may be busy with other suites. */
const SLOW = 120_000;

let backend: Backend;
beforeAll(async () => {
  backend = await openTensorflow({ isPortable: true });
});

describe('training with several workers', { timeout: SLOW }, () => {
  it.each([
    [2, 'plainly', {}],
    [3, 'plainly', {}],
    [2, 'with clipping, R-Drop and adversarial steps', { clipNorm: 0.5, rDrop: 1, adversarial: 0.1 }],
  ])('has the loss curve of one process, with %i workers, %s', async (workers, _how, settings) => {
    const alone = await trainToy(backend, toyJob({ settings }));
    const [leader, ...others] = await trainTogether(workers, () => toyJob({ settings }));
    expect(leader?.losses).toHaveLength(21);
    for (const [step, loss] of alone.losses.entries()) {
      expect(Math.abs((leader?.losses[step] ?? Number.NaN) - loss), `step ${step}`).toBeLessThan(1e-4);
    }
    expect(meanOf(alone.losses.slice(14))).toBeLessThan(meanOf(alone.losses.slice(0, 7)) * 0.9);
    expect(leader?.tuned.devAccuracy).toEqual(alone.tuned.devAccuracy);
    for (const { losses, checkpoints } of others) expect([losses, checkpoints]).toEqual([[], []]);
  });

  it('gives all workers the same weights, again and again', async () => {
    const job = () => toyJob({ settings: { dropout: 0.2, epochs: 2 } });
    const [one, other] = await trainTogether(2, job);
    const [again] = await trainTogether(2, job);
    expect(other?.tuned.tensors).toEqual(one?.tuned.tensors);
    expect(again?.tuned.tensors).toEqual(one?.tuned.tensors);
    expect(again?.losses).toEqual(one?.losses);
  });

  it('lets each worker drop something else', async () => {
    const twins = (count: number) => {
      const { rows, ...rest } = toyJob({ settings: { dropout: 0.5, batchSize: count, epochs: 1 } });
      return { ...rest, rows: Array.from({ length: count }, () => rows[1]!), dev: [] };
    };
    // Two workers with the same message: if they dropped the same, their loss would be that of the first alone.
    const [leader] = await trainTogether(2, () => twins(2));
    const alone = await trainToy(backend, twins(1));
    expect(Math.abs((leader?.losses[0] ?? 0) - (alone.losses[0] ?? 0))).toBeGreaterThan(1e-3);
  });

  it('stops all of them after the same step when one is told to', async () => {
    const trained = await trainTogether(3, () => toyJob(), {
      isStopped: (worker, steps) => worker === 1 && steps >= 9,
    });
    expect(trained.map(({ tuned }) => tuned.isStopped)).toEqual([true, true, true]);
    expect(trained[0]?.losses).toHaveLength(10);
    expect(trained[0]?.checkpoints.map(({ epoch }) => epoch)).toEqual([1]);
  });

  it('ends all of them in the same epoch when the dev rows get no better', async () => {
    const job = () => toyJob({ settings: { epochs: 20, patience: 1, encoderRate: 0, headRate: 0 } });
    const trained = await trainTogether(2, job);
    for (const { tuned } of trained) {
      expect(tuned).toMatchObject({ epochs: 2, isStopped: false });
      expect(tuned.devAccuracy).toHaveLength(2);
    }
    expect(trained[1]?.tuned.tensors).toEqual(trained[0]?.tuned.tensors);
  });

  it('goes on from the leader’s checkpoint as if there had been no stop', async () => {
    const settings = { dropout: 0.1 };
    const [whole] = await trainTogether(2, () => toyJob({ settings }));
    const start = whole?.checkpoints[1];
    expect(start?.epoch).toBe(2);
    const resumed = await trainTogether(2, (worker) => toyJob({ settings, start: worker === 0 ? start : undefined }));
    for (const { tuned } of resumed) {
      expect(tuned.tensors).toEqual(whole?.tuned.tensors);
      expect(tuned.devAccuracy).toEqual(whole?.tuned.devAccuracy);
      expect(tuned.epochs).toBe(whole?.tuned.epochs);
    }
  });
});

describe('workers that do not fit together', { timeout: SLOW }, () => {
  it.each<[string, (job: FineTuneJob) => FineTuneJob]>([
    [
      'other rows',
      ({ rows, ...job }) => ({ ...job, rows: rows.map(({ ids, label }) => ({ ids: [...ids, 5], label })) }),
    ],
    ['other dev rows', (job) => ({ ...job, dev: job.dev.slice(1) })],
    ['another seed', (job) => ({ ...job, settings: { ...job.settings, seed: 9 } })],
    ['other weights', (job) => ({ ...job, weights: shifted(job.weights) })],
  ])('refuse to train: one has %s', async (_what, change) => {
    const ends = await settleTogether(3, (worker) => (worker === 1 ? change(toyJob()) : toyJob()));
    expect(codesOf(ends)).toEqual(['WORKERS_DIFFER', 'WORKERS_DIFFER', 'WORKERS_DIFFER']);
    expect(ends[0]).toMatchObject({ reason: { details: [expect.stringContaining('worker 1 has other')] } });
  });

  it('refuse to train when a batch has not a row for each', async () => {
    const ends = await settleTogether(3, () => toyJob({ settings: { batchSize: 2 } }));
    expect(codesOf(ends)).toEqual(['WORKERS_DIFFER', 'WORKERS_DIFFER', 'WORKERS_DIFFER']);
  });

  it('end when one of them fails', async () => {
    const broken = { ...toyJob().weights, read: () => Promise.reject(new RangeError('the disk is gone')) };
    const ends = await settleTogether(2, (worker) => ({ ...toyJob(), ...(worker === 1 && { weights: broken }) }));
    expect(codesOf(ends)).toEqual(['WORKER_LOST', undefined]);
    expect(ends[1]).toMatchObject({ reason: { message: 'the disk is gone' } });
  });
});

type Choices = { isStopped?(worker: number, steps: number): boolean };

async function settleTogether(
  workers: number,
  jobOf: (worker: number) => FineTuneJob,
  { isStopped }: Choices = {},
): Promise<PromiseSettledResult<Trained>[]> {
  const hub = await startHub({ workers });
  const places = Array.from({ length: workers }, (_, worker) => worker);
  const ends = await Promise.allSettled(
    places.map(async (worker) => {
      const exchange = await openLocalExchange({ address: hub.address, run: hub.run, worker, workers });
      return trainToy(backend, jobOf(worker), {
        exchange,
        isStopped: (steps) => isStopped?.(worker, steps) ?? false,
      });
    }),
  );
  await hub.close();
  return ends;
}

async function trainTogether(...given: Parameters<typeof settleTogether>): Promise<Trained[]> {
  const ends = await settleTogether(...given);
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function codesOf(ends: PromiseSettledResult<unknown>[]): unknown[] {
  return ends.map((end) => (end.status === 'rejected' ? end.reason.code : 'went on'));
}

function shifted(weights: FineTuneJob['weights']): FineTuneJob['weights'] {
  return { ...weights, read: async (name, shape) => (await weights.read(name, shape)).map((value) => value + 0.01) };
}

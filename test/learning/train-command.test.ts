import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noRedis, startRedis } from '../support/redis-server.js';
import { missing } from '../support/require-parts.js';
import { childrenOf, TrainingPlace } from '../support/train-command.js';

/** The processor may be busy with other suites. */
const SLOW = 180_000;
const place = new TrainingPlace();

beforeAll(() => place.prepare());
afterAll(() => place.remove());

describe('npm run train', { timeout: SLOW }, () => {
  const PLAIN = ['--dropout', '0', '--batch-size', '8', '--r-drop', '0'];

  it('learns the same with two workers as alone, step by step together, and only one of them keeps the result', async () => {
    const [alone, together] = [place.train('alone', PLAIN), place.train('together', [...PLAIN, '--workers', '2'])];
    const ends = await Promise.all([alone.ended, together.ended]);
    for (const { code, said } of ends) expect(code, said).toBe(0);
    expect(ends[1].said.match(/TensorFlow\.js/g)).toHaveLength(2);

    const [one, two] = ends.map(({ printed }) => JSON.parse(printed));
    expect(two.metrics).toEqual(one.metrics);
    const [probe, final] = await place.results('alone');
    const [otherProbe, otherFinal] = await place.results('together');
    expect(otherProbe?.devAccuracy).toEqual(probe?.devAccuracy);
    for (const [mine, theirs] of [
      [probe, otherProbe],
      [final, otherFinal],
    ]) {
      expect(mine?.rows.length).toBeGreaterThan(30);
      mine?.rows.forEach(({ logits }, row) => {
        logits.forEach((logit, at) => expect(theirs?.rows[row]?.logits[at]).toBeCloseTo(logit, 2));
      });
    }
    expect(readdirSync(join(place.dataDir('together'), 'models'))).toHaveLength(1);
  });

  it('stops all workers after the same step at Ctrl-C, and goes on to what it would have been', async () => {
    const args = [...PLAIN, '--workers', '2', '--epochs', '60'];
    const stopped = place.train('stopped', args);
    await stopped.hasSaid(/50\/\d+ /);
    stopped.child.kill('SIGINT');
    const { code, said } = await stopped.ended;
    expect(code).toBe(1);
    expect(said).toContain('TRAINING_STOPPED');
    expect(place.jobFolders('stopped').some((folder) => existsSync(join(folder, 'checkpoint.json')))).toBe(true);
    expect(await place.results('stopped')).toEqual([]);

    const [resumed, whole] = await Promise.all([
      place.train('stopped', [...args, '--resume']).ended,
      place.train('whole', args).ended,
    ]);
    expect(resumed.code, resumed.said).toBe(0);
    expect(JSON.parse(resumed.printed).modelId).toBe(JSON.parse(whole.printed).modelId);
  });

  it('ends with WORKER_LOST, and leaves no process, when one worker is killed', async () => {
    const run = place.train('lost', [...PLAIN, '--workers', '3', '--epochs', '100']);
    await run.hasSaid(/50\/\d+ /);
    const workers = childrenOf(run.child.pid ?? 0).filter((pid) => isWorker(pid));
    expect(workers).toHaveLength(3);
    process.kill(workers[2] ?? 0, 'SIGKILL');
    const { code, said } = await run.ended;
    expect(code).toBe(1);
    expect(said).toMatch(/^WORKER_LOST/m);
    expect(said).toContain('worker 2 ended with SIGKILL');
    expect(workers.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  });

  it.each([
    [['--here', '0'], '--here and --run need --workers'],
    [['--workers', '2', '--run', 'a'], 'REDIS_URL'],
    [['--workers', '0'], '--workers 0'],
    [['--workers', '2', '--run', 'a', '--here', '2'], 'expected some of 0 to 1', { REDIS_URL: 'redis://127.0.0.1:1' }],
    [['--distil', '3', '--adapter-rank', '4'], '--adapter-rank keeps all layers'],
    [['--dropout', 'much'], '--dropout'],
  ])('refuses %j before anything is trained', async (args, why, environment = {}) => {
    const { code, said } = await place.train('refused', args, environment).ended;
    expect(code).toBe(1);
    expect(said).toMatch(/^BAD_INPUT/);
    expect(said).toContain(why);
    expect(existsSync(place.dataDir('refused'))).toBe(false);
  });
});

describe.skipIf(missing(noRedis()))('npm run train on two machines', { timeout: SLOW }, () => {
  it('trains by way of Redis, and only the machine of worker 0 writes the model', async () => {
    const redis = await startRedis();
    const args = ['--workers', '2', '--run', 'spring', '--batch-size', '8'];
    const machines = ['0', '1'].map((here) =>
      place.train(`machine-${here}`, [...args, '--here', here], { REDIS_URL: redis.url }),
    );
    const [leader, follower] = await Promise.all(machines.map(({ ended }) => ended));
    await redis.stop();
    expect(leader?.code, leader?.said).toBe(0);
    expect(follower?.code, follower?.said).toBe(0);
    expect(follower?.said).toContain('the machine of worker 0 writes the model');
    expect(existsSync(join(place.dataDir('machine-0'), 'models', JSON.parse(leader?.printed ?? '{}').modelId))).toBe(
      true,
    );
    expect(existsSync(join(place.dataDir('machine-1'), 'models'))).toBe(false);
    const [mine, theirs] = [await place.results('machine-0'), await place.results('machine-1')];
    expect(theirs.map(({ tensors }) => tensors)).toEqual(mine.map(({ tensors }) => tensors));
  });
});

function isWorker(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('train-worker');
}

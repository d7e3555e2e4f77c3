import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import type { BenchResult } from './bench-result.js';
import { chatTexts, closedLoop, MODEL, median } from './encoder-load.js';

const ROUNDS = 5;
const SECONDS = 5;

/** Event-loop delay of the parent while its pool is saturated, p99 in milliseconds; baseline: the same loop idle. */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const texts = await chatTexts();
  const pool = await createEncoderPool({ modelDir: MODEL, log: createLog('warn') });
  await closedLoop(pool, { texts, inFlight: 64, seconds: 1 });
  const rounds: { idle: Delays; busy: Delays; rate: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [idle] = await watch(() => pause(SECONDS * 1000));
    const [busy, rate] = await watch(() => closedLoop(pool, { texts, inFlight: 256, seconds: SECONDS }));
    rounds.push({ idle, busy, rate });
    progress(`idle p99 ${idle.p99.toFixed(2)} ms; at ${rate.toFixed(0)} texts/s p99 ${busy.p99.toFixed(2)} ms`);
  }
  await pool.stop();
  const value = median(rounds.map(({ busy }) => busy.p99));
  const baseline = median(rounds.map(({ idle }) => idle.p99));
  return {
    name: 'encoder-event-loop',
    value,
    unit: 'ms',
    baseline,
    ratio: value / baseline,
    detail: {
      p50: median(rounds.map(({ busy }) => busy.p50)),
      worst: Math.max(...rounds.map(({ busy }) => busy.worst)),
      idleWorst: Math.max(...rounds.map(({ idle }) => idle.worst)),
      textsPerSecond: median(rounds.map(({ rate }) => rate)),
    },
  };
}

type Delays = { p50: number; p99: number; worst: number };

/** Time between two turns of a timer of one millisecond. */
async function watch<Result>(work: () => Promise<Result>): Promise<[Delays, Result]> {
  const delays: IntervalHistogram = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const result = await work();
  delays.disable();
  const inMs = (nanoseconds: number) => nanoseconds / 1e6;
  return [{ p50: inMs(delays.percentile(50)), p99: inMs(delays.percentile(99)), worst: inMs(delays.max) }, result];
}

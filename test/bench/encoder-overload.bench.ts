import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../src/errors.js';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';
import type { BenchResult } from './bench-result.js';
import { chatTexts, closedLoop, MODEL, median } from './encoder-load.js';

const ROUNDS = 3;
const PEAK_SECONDS = 4;
const OVERLOAD_SECONDS = 10;
const TIMES_PEAK = 3;
const TICK_MS = 5;

type Outcome = { goodput: number; answered: number; refused: number; retryAfterMs: number[]; badRefusals: number };

/**
 * Texts answered per second while three times the peak is offered by the clock. Baseline: the peak, just before and
 * just after, in the same run. A refusal that does not say when to come back counts as bad.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const texts = await chatTexts();
  const pool = await createEncoderPool({ modelDir: MODEL, log: createLog('warn') });
  const peakNow = () => closedLoop(pool, { texts, inFlight: 64, seconds: PEAK_SECONDS });
  await peakNow();
  const rounds: (Outcome & { peak: number })[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = await peakNow();
    const outcome = await overload(pool, texts, before * TIMES_PEAK);
    const peak = (before + (await peakNow())) / 2;
    rounds.push({ ...outcome, peak });
    progress(
      `peak ${peak.toFixed(0)}, under ${TIMES_PEAK} times as much ${outcome.goodput.toFixed(0)} texts/s; refused ${outcome.refused}`,
    );
  }
  await pool.stop();
  const total = (of: (round: Outcome) => number) => rounds.reduce((sum, round) => sum + of(round), 0);
  const retries = rounds.flatMap(({ retryAfterMs }) => retryAfterMs);
  return {
    name: 'encoder-overload',
    value: median(rounds.map(({ goodput }) => goodput)),
    unit: 'texts/s',
    baseline: median(rounds.map(({ peak }) => peak)),
    ratio: median(rounds.map(({ goodput, peak }) => goodput / peak)),
    detail: {
      answered: total(({ answered }) => answered),
      refused: total(({ refused }) => refused),
      badRefusals: total(({ badRefusals }) => badRefusals),
      retryAfterMs: {
        least: retries.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY),
        most: retries.reduce((most, ms) => Math.max(most, ms), 0),
      },
    },
  };
}

/** Offers `perSecond` texts by the clock, answered or not, and then waits for what was taken. */
async function overload(pool: EncoderPool, texts: string[], perSecond: number): Promise<Outcome> {
  const outcome: Outcome = { goodput: 0, answered: 0, refused: 0, retryAfterMs: [], badRefusals: 0 };
  const started = performance.now();
  const ends = started + OVERLOAD_SECONDS * 1000;
  let inTime = 0;
  const offer = async (text: string) => {
    try {
      await pool.read([text]);
      outcome.answered += 1;
      if (performance.now() < ends) inTime += 1;
    } catch (error) {
      outcome.refused += 1;
      const retryAfterMs = error instanceof AppError && error.code === 'OVERLOADED' ? error.retryAfterMs : undefined;
      if (retryAfterMs !== undefined && retryAfterMs > 0) outcome.retryAfterMs.push(retryAfterMs);
      else outcome.badRefusals += 1;
    }
  };
  const offered: Promise<void>[] = [];
  while (performance.now() < ends) {
    const due = ((performance.now() - started) * perSecond) / 1000;
    while (offered.length < due) offered.push(offer(texts[offered.length % texts.length] ?? ''));
    await pause(TICK_MS);
  }
  outcome.goodput = inTime / OVERLOAD_SECONDS;
  await Promise.all(offered);
  return outcome;
}

import { setTimeout as pause } from 'node:timers/promises';
import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import type { BenchResult } from './bench-result.js';
import { chatTexts, MODEL, median } from './encoder-load.js';
import { startRawEncoder } from './raw-encoder.js';

const MESSAGES = 600;
const PAUSE_MS = 8;

/**
 * Milliseconds that the pool adds to one message while nothing else is asked. Baseline: what the same text takes a bare
 * session, measured inside its process. Both are asked in turns; the value is the
 * median of the differences text by text.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const texts = (await chatTexts()).slice(0, MESSAGES);
  const raw = await startRawEncoder({ modelDir: MODEL, texts, processes: 1, threads: 1 });
  const pool = await createEncoderPool({ modelDir: MODEL, log: createLog('warn') });
  for (const text of texts.slice(0, 50)) await pool.read([text]);
  const bare: number[] = [];
  const served: number[] = [];
  for (const [index, text] of texts.entries()) {
    await pause(PAUSE_MS);
    bare.push(await raw.time(text));
    await pause(PAUSE_MS);
    const started = performance.now();
    await pool.read([text]);
    served.push(performance.now() - started);
    if ((index + 1) % 200 === 0) progress(`${index + 1} texts: added ${(median(served) - median(bare)).toFixed(2)} ms`);
  }
  await pool.stop();
  raw.stop();
  const baseline = median(bare);
  const value = median(served.map((ms, index) => ms - (bare[index] ?? 0)));
  return {
    name: 'encoder-idle',
    value,
    unit: 'ms',
    baseline,
    ratio: value / baseline,
    detail: { served: median(served), betweenMedians: median(served) - baseline, messages: MESSAGES },
  };
}

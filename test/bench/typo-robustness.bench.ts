import { readLabelledCsv } from '../../src/learning/read-labelled-csv.js';
import { readMessages } from '../../src/learning/read-messages.js';
import { createLog } from '../../src/log.js';
import { OUT_OF_SCOPE } from '../../src/understanding/decide-intent.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import type { BenchResult } from './bench-result.js';
import { figuresOf, readRuns, runMissing } from './intents/intent-runs.js';
import { createTypoGenerator } from './typo-generator.js';

const CHAMPION = 'intents/model';
const SHOP = 'test/fixtures/intents/frozen-2026-11-24.csv';

/**
 * Points that BANKING77's test loses when every seventh longer word has a typo; baseline: what the frozen head loses.
 * Beside it what the champion loses on the shop's frozen test. `report` trains nothing that is missing.
 */
export async function run(progress: (line: string) => void, rest: string[] = []): Promise<BenchResult> {
  if (!rest.includes('report')) await runMissing('banking77', progress);
  const runs = readRuns();
  const lost = figuresOf(runs, 'banking77', ({ fused, typos }) => fused - typos.fused);
  const frozen = figuresOf(runs, 'banking77', (verdict) => verdict.frozen - verdict.typos.frozen);
  return {
    name: 'typo-robustness',
    value: lost?.mean ?? Number.NaN,
    unit: 'points',
    baseline: frozen?.mean ?? null,
    ratio: lost === undefined || frozen === undefined ? null : lost.mean / frozen.mean,
    detail: { lost, clean: figuresOf(runs, 'banking77', ({ fused }) => fused), shop: await judgeShop(progress) },
  };
}

/** Percent right of the messages in scope, as they were written and with typos. */
async function judgeShop(progress: (line: string) => void): Promise<{ clean: number; typos: number; lost: number }> {
  const rows = (await readLabelledCsv(SHOP)).filter(({ label }) => label !== OUT_OF_SCOPE);
  const model = await readModelFolder(CHAMPION);
  const encoder = await createEncoderPool({ modelDir: CHAMPION, log: createLog('warn') });
  const share = async (texts: string[]) => {
    const read = await readMessages({ model, encoder }, texts, progress);
    const right = read.filter(({ judgement }, at) => judgement.ranking[0]?.intent === rows[at]?.label);
    return Number(((100 * right.length) / rows.length).toFixed(2));
  };
  try {
    const addTypos = createTypoGenerator(1);
    const clean = await share(rows.map(({ text }) => text));
    const typos = await share(rows.map(({ text }) => addTypos(text)));
    return { clean, typos, lost: Number((clean - typos).toFixed(2)) };
  } finally {
    await encoder.stop();
  }
}

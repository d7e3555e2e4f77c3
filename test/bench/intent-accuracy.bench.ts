import { evaluate } from '../../src/learning/evaluate.js';
import { readLabelledCsv } from '../../src/learning/read-labelled-csv.js';
import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import type { BenchResult } from './bench-result.js';

const BANKING77 = '../shared/data/banking77';

/** Percent right on BANKING77's test rows, without fine-tuning; baseline: the n-grams alone, in the same run. */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const train = await readLabelledCsv(`${BANKING77}/train.csv`);
  const test = await readLabelledCsv(`${BANKING77}/test.csv`);
  const pool = await createEncoderPool({ modelDir: 'intents/model', log: createLog('warn') });
  const { model, floor, dropped } = await evaluate({ train, test }, pool, progress).finally(() => pool.stop());
  const value = Number((model.accuracy * 100).toFixed(2));
  const baseline = Number((floor.accuracy * 100).toFixed(2));
  return {
    name: 'intent-accuracy',
    value,
    unit: '%',
    baseline,
    ratio: value / baseline,
    detail: { macroF1: model.macro.f1, dropped, test: test.length },
  };
}

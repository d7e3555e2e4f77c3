import { basename } from 'node:path';
import { createLog } from '../log.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import { crossValidate } from './cross-validate.js';
import type { EvaluateOptions } from './evaluate-options.js';
import { encodersFolder, prepareEncoder } from './prepare-encoder.js';
import { preparePlace } from './prepare-place.js';
import { percent, print } from './print.js';
import { readTraining } from './read-training.js';
import { writeReport } from './report/write-report.js';
import { progressLine } from './run-command.js';

/** Cross-validation by the command line: every fold beside the linear floor, their mean and spread. */
export async function judgeFolds({ train, base, report, folds }: FoldOptions): Promise<void> {
  const rows = await readTraining(train);
  if (report !== undefined) await preparePlace('--report', report);
  const encoder = await prepareEncoder(base, encodersFolder());
  const pool = await createEncoderPool({ modelDir: encoder.folder, log: createLog('warn') });
  const name = `${basename(train)}, ${folds} folds`;
  const judged = await crossValidate(rows, pool, { folds, name, progress: progressLine }).finally(() => pool.stop());
  if (judged.dropped > 0) progressLine(`${judged.dropped} rows stand twice or contradict others and were left out`);
  for (const [fold, { model, floor }] of judged.folds.entries()) {
    print(`fold ${fold + 1}: accuracy ${percent(model)}; floor ${percent(floor)}`);
  }
  const spread = (of: 'model' | 'floor') => meanAndSpread(judged.folds.map((fold) => fold[of]));
  print(`mean: accuracy ${spread('model')}; floor ${spread('floor')}`);
  if (report === undefined) return;
  await writeReport(report, judged.run, { figures: { folds: judged.folds } });
  progressLine(`Wrote report.html and report.json in ${report}`);
}

type FoldOptions = Extract<EvaluateOptions, { kind: 'folds' }>;

/** The spread is the standard deviation between folds, in points. */
function meanAndSpread(shares: readonly number[]): string {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1);
  return `${percent(mean)} ± ${(100 * Math.sqrt(variance)).toFixed(2)}`;
}

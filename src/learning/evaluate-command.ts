import { fileURLToPath } from 'node:url';
import { createLog } from '../log.js';
import { OUT_OF_SCOPE } from '../understanding/decide-intent.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import { formatReport } from './classification-report.js';
import { evaluate } from './evaluate.js';
import { EVALUATE_USAGE, type EvaluateOptions, readEvaluateOptions } from './evaluate-options.js';
import { judgeFolds } from './judge-folds.js';
import { judgeModel } from './judge-model.js';
import { requireKnownLabels } from './known-labels.js';
import { encodersFolder, prepareEncoder } from './prepare-encoder.js';
import { percent, print } from './print.js';
import { readLabelledLines } from './read-labelled-csv.js';
import { readTraining } from './read-training.js';
import { progressLine, runCommand } from './run-command.js';

/**
 * `npm run evaluate -- --model DIR --test B.csv`: judges a trained model; see `evaluate-options.ts` for all it takes.
 * `npm run evaluate -- --train A.csv --test B.csv`: trains on A, judges on B, beside the linear floor. A may be an intents folder.
 * `npm run evaluate -- --train A.csv --folds 5`: every row of A by a head that was trained on the other folds.
 */
async function main(): Promise<void> {
  const options = readEvaluateOptions(process.argv.slice(2));
  switch (options.kind) {
    case 'model':
      return judgeModel(options);
    case 'training':
      return judgeTraining(options);
    case 'folds':
      return judgeFolds(options);
  }
}

async function judgeTraining({ train, test, base }: Extract<EvaluateOptions, { kind: 'training' }>): Promise<void> {
  const rows = await readTraining(train);
  const lines = await readLabelledLines(test);
  const known = [...new Set([...rows.map(({ label }) => label), OUT_OF_SCOPE])].sort();
  requireKnownLabels(lines, { file: test, known, by: train });
  const encoder = await prepareEncoder(base, encodersFolder());
  const pool = await createEncoderPool({ modelDir: encoder.folder, log: createLog('warn') });
  const judged = await evaluate({ train: rows, test: lines }, pool, progressLine).finally(() => pool.stop());
  const { dropped, model, floor } = judged;
  if (dropped > 0) progressLine(`${dropped} training rows also stand in the test and were left out`);
  print(formatReport(model));
  print('\nWithout the encoder (linear, word and character n-grams):');
  print(formatReport({ ...floor, labels: [] }));
  print(`\naccuracy ${percent(model.accuracy)}; floor ${percent(floor.accuracy)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main, EVALUATE_USAGE);

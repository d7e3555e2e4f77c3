import { AppError } from '../errors.js';
import type { Encoder } from '../understanding/encoder.js';
import { softmax } from '../understanding/head.js';
import { calibrateTemperature } from './calibrate.js';
import { crossFit, type HeldOut } from './cross-fit.js';
import { cleanRows } from './data-care/clean-rows.js';
import { shownMessage } from './data-care/without-personal.js';
import { encodeExamples } from './encode-examples.js';
import type { Example } from './fit-head.js';
import type { LabelledText } from './read-labelled-csv.js';
import type { EvaluationRun } from './report/evaluation-run.js';

export type CrossValidation = {
  run: EvaluationRun;
  /** Share of right answers in each fold, 0..1, of the head over the encoder and of the same without the encoder. */
  folds: { model: number; floor: number }[];
  dropped: number;
};

/**
 * Judges every row by a head that was trained on the other folds, each label spread evenly. Rows that stand twice are
 * left out first, or a fold would be judged on what another was taught. One temperature is chosen on all answers.
 * @param folds at least 2
 * @throws BAD_INPUT where the rows are too few for so many folds
 */
export async function crossValidate(
  rows: readonly LabelledText[],
  encoder: Encoder,
  { folds, name, progress }: { folds: number; name: string; progress: (line: string) => void },
): Promise<CrossValidation> {
  const { rows: kept, dropped } = cleanRows(rows);
  if (kept.length < 2 * folds) {
    throw new AppError('BAD_INPUT', {
      details: [`${folds} folds need ${2 * folds} different rows; there are ${kept.length}`],
    });
  }
  const labels = [...new Set(kept.map(({ label }) => label))].sort();
  const examples = await encodeExamples(encoder, kept, progress);
  progress(`Training ${folds} times with the encoder and ${folds} times without`);
  const heldOut = crossFit(examples, folds, { labels });
  const floor = crossFit(examples, folds, { labels, features: 'n-grams' });
  return {
    run: toRun(name, { labels, examples, heldOut }),
    folds: Array.from({ length: folds }, (_, fold) => ({
      model: shareRight(heldOut, fold),
      floor: shareRight(floor, fold),
    })),
    dropped: dropped.length,
  };
}

type Judged = { labels: string[]; examples: readonly Example[]; heldOut: readonly HeldOut[] };

function toRun(name: string, { labels, examples, heldOut }: Judged): EvaluationRun {
  const temperature = calibrateTemperature(heldOut);
  const rows = [...heldOut]
    .sort((one, other) => one.place - other.place)
    .map(({ place, scores }) => ({
      text: shownMessage(examples[place]?.text ?? ''),
      actual: examples[place]?.label ?? '',
      probabilities: [...softmax(scores, temperature)].map((probability) => Math.min(1, probability)),
    }));
  return { name, modelId: 'cross-validated', labels, rows };
}

function shareRight(heldOut: readonly HeldOut[], fold: number): number {
  const own = heldOut.filter((row) => row.fold === fold);
  const right = own.filter(({ label, scores }) => scores.indexOf(Math.max(...scores)) === label);
  return right.length / own.length;
}

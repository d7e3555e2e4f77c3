import { splitRows } from './data-care/split-rows.js';
import type { FineTuneResult } from './fine-tune/result-file.js';
import type { FineTuneSettings } from './fine-tune/settings.js';
import type { TokenRow } from './fine-tune/token-row.js';
import { toTokenRows } from './to-token-rows.js';

/** Trains the fine-tuned layers; `name` tells its two runs apart for progress and for going on after a stop. */
export type FineTuner = (
  name: 'probe' | 'final',
  job: { classes: number; rows: TokenRow[]; dev: TokenRow[]; settings: FineTuneSettings },
) => Promise<FineTuneResult>;

export type TuningRow = { place: number; text: string; label: string; conversationId?: string };

export type TunedEncoder = {
  /** Trained on nine tenths of the rows: judges the other tenth. */
  probe: FineTuneResult & { trained: TuningRow[]; heldOut: TuningRow[]; settings: FineTuneSettings };
  /** Trained on all rows for as long as the probe did best; serves. */
  final: FineTuneResult;
  settings: FineTuneSettings;
  /** Layers of a student, if it is one. */
  distil: number | undefined;
};

export type TuningOptions = {
  labels: readonly string[];
  settings: FineTuneSettings;
  tokenise: (text: string) => number[];
  fineTune: FineTuner;
  /** Layers of the student that `fineTune` distils into; undefined: it does not. */
  distil?: number | undefined;
};

const HELD_OUT_SHARE = 0.1;

/**
 * Fine-tunes twice. The first run leaves a tenth of the rows out, stratified and by conversation: they choose the number of epochs, and its
 * answers to them calibrate what the second run, on all rows, will say in service.
 */
export async function tuneEncoder(
  rows: readonly TuningRow[],
  { labels, settings, tokenise, fineTune, distil }: TuningOptions,
): Promise<TunedEncoder> {
  const toTokens = (some: readonly TuningRow[]) => toTokenRows(some, { labels, tokenise });
  const { train: trained, heldOut } = splitRows(rows, { heldOutShare: HELD_OUT_SHARE, seed: settings.seed });
  const classes = labels.length;
  const planned = planFor(trained.length, settings);
  const probe = await fineTune('probe', {
    classes,
    rows: toTokens(trained),
    dev: toTokens(heldOut),
    settings: planned,
  });
  const final = await fineTune('final', {
    classes,
    rows: toTokens(rows),
    dev: [],
    settings: { ...planned, epochs: probe.epochs },
  });
  return { probe: { ...probe, trained, heldOut, settings: planned }, final, settings: planned, distil };
}

/** Few rows need more epochs to take as many steps, and are learned by heart more easily. */
export function planFor(rows: number, settings: FineTuneSettings): FineTuneSettings {
  const { epochs, batchSize, leastSteps, rDrop, rDropWhenSmall } = settings;
  const needed = Math.min(MOST_EPOCHS, Math.ceil(leastSteps / Math.ceil(rows / batchSize)));
  return needed <= epochs ? settings : { ...settings, epochs: needed, rDrop: Math.max(rDrop, rDropWhenSmall) };
}

const MOST_EPOCHS = 20;

import { tokenise } from '../../understanding/tokenise.js';
import { openBertWeights } from '../bert-weights.js';
import { comparableText } from '../data-care/comparable-text.js';
import { requireKnownLabels } from '../known-labels.js';
import { loadTokenizer } from '../load-tokenizer.js';
import { type LabelledText, readLabelledCsv, readLabelledLines } from '../read-labelled-csv.js';
import { toTokenRows } from '../to-token-rows.js';
import type { TrialMaterial } from './trial-messages.js';

type Options = { base: string; tensorflow: string; train: string; dev: string; progress: (line: string) => void };

/**
 * Reads and tokenises what trials train and are judged on. Training rows that also stand in the dev file are left out.
 * @throws BAD_INPUT, also for a dev label that nothing is trained on; MODEL_INVALID
 */
export async function readTrialMaterial({ base, tensorflow, train, dev, progress }: Options): Promise<TrialMaterial> {
  const [rows, devRows] = await Promise.all([readLabelledCsv(train), readLabelledLines(dev)]);
  const judged = new Set(devRows.map(({ text }) => comparableText(text)));
  const kept = rows.filter(({ text }) => !judged.has(comparableText(text)));
  if (kept.length < rows.length) {
    progress(`${rows.length - kept.length} training rows also stand in ${dev} and are left out`);
  }
  const labels = [...new Set(kept.map(({ label }) => label))].sort();
  requireKnownLabels(devRows, { file: dev, known: labels, by: train });
  await openBertWeights(base).then((weights) => weights.close());
  const tokenizer = await loadTokenizer(base);
  const toRows = (texts: LabelledText[]) =>
    toTokenRows(texts, { labels, tokenise: (text) => tokenise(tokenizer, text) });
  progress(`${kept.length} messages of ${labels.length} intents to train on, ${devRows.length} to judge by`);
  return { base, tensorflow, rows: toRows(kept), dev: toRows(devRows), classes: labels.length };
}

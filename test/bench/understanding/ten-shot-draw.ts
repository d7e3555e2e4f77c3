import type { TokenRow } from '../../../src/learning/fine-tune/token-row.js';
import { loadTokenizer } from '../../../src/learning/load-tokenizer.js';
import { readLabelledCsv } from '../../../src/learning/read-labelled-csv.js';
import { toTokenRows } from '../../../src/learning/to-token-rows.js';
import { tokenise } from '../../../src/understanding/tokenise.js';
import { drawRows } from '../intents/data-sets.js';

export type Draw = { rows: TokenRow[]; dev: TokenRow[]; classes: number };

const SHOTS = 10;
const DEV_ROWS = 1000;

/** Ten training rows of each label, drawn by seed, and a thousand of the others to judge by; test rows are not read. */
export async function drawTenShot(trainFile: string, base: string, seed: number): Promise<Draw> {
  const all = await readLabelledCsv(trainFile);
  const labels = [...new Set(all.map(({ label }) => label))].sort();
  const { drawn, left } = drawRows(all, { shots: SHOTS, seed });
  const tokenizer = await loadTokenizer(base);
  const reading = { labels, tokenise: (text: string) => tokenise(tokenizer, text) };
  return {
    rows: toTokenRows(drawn, reading),
    dev: toTokenRows(left.slice(0, DEV_ROWS), reading),
    classes: labels.length,
  };
}

import type { TokenRow } from '../../../src/learning/fine-tune/token-row.js';
import { loadTokenizer } from '../../../src/learning/load-tokenizer.js';
import { toTokenRows } from '../../../src/learning/to-token-rows.js';
import { tokenise } from '../../../src/understanding/tokenise.js';
import { type DataSetName, drawRows, loadDataSet } from '../intents/data-sets.js';

export type Draw = { rows: TokenRow[]; dev: TokenRow[]; classes: number };

const SHOTS = 10;
const DEV_ROWS = 1000;

/** Ten training rows of each label, drawn by seed, and a thousand of the others to judge by; no test row is judged. */
export async function drawTenShot(set: DataSetName, base: string, seed: number): Promise<Draw> {
  const { labels, train } = await loadDataSet(set, undefined);
  const { drawn, left } = drawRows(train, { shots: SHOTS, seed });
  const tokenizer = await loadTokenizer(base);
  const reading = { labels, tokenise: (text: string) => tokenise(tokenizer, text) };
  return {
    rows: toTokenRows(drawn, reading),
    dev: toTokenRows(left.slice(0, DEV_ROWS), reading),
    classes: labels.length,
  };
}

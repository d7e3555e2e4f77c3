import type { TokenRow } from '../../../src/learning/fine-tune/token-row.js';
import { createRandom, shuffle } from '../../../src/learning/random.js';
import { type LabelledText, readLabelledCsv } from '../../../src/learning/read-labelled-csv.js';
import { tokenise } from '../../../src/understanding/tokenise.js';
import { loadTokenizer } from '../../support/padded-batch.js';

export type Draw = { rows: TokenRow[]; dev: TokenRow[]; classes: number };

const SHOTS = 10;
const DEV_ROWS = 1000;

/** Ten training rows of each label, drawn by seed, and a thousand of the others to judge by; test rows are not read. */
export async function drawTenShot(trainFile: string, base: string, seed: number): Promise<Draw> {
  const all = await readLabelledCsv(trainFile);
  const labels = [...new Set(all.map(({ label }) => label))].sort();
  const order = Uint32Array.from(all.keys());
  shuffle(order, createRandom(seed));
  const counts = new Map<string, number>();
  const chosen: LabelledText[] = [];
  const left: LabelledText[] = [];
  for (const row of [...order].flatMap((place) => all[place] ?? [])) {
    const count = counts.get(row.label) ?? 0;
    counts.set(row.label, count + 1);
    (count < SHOTS ? chosen : left).push(row);
  }
  const tokenizer = await loadTokenizer(base);
  const toRow = ({ text, label }: LabelledText): TokenRow => {
    return { ids: tokenise(tokenizer, text), label: labels.indexOf(label) };
  };
  return { rows: chosen.map(toRow), dev: left.slice(0, DEV_ROWS).map(toRow), classes: labels.length };
}

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { splitRows } from '../../../src/learning/data-care/split-rows.js';
import { createRandom, shuffle } from '../../../src/learning/random.js';
import { type LabelledText, readLabelledCsv } from '../../../src/learning/read-labelled-csv.js';

export type DataSetName = 'banking77' | 'clinc150';

/** Rows to learn from, to calibrate on and to be judged by; what is out of scope is in no row of `train`. */
export type DataSet = {
  labels: string[];
  train: LabelledText[];
  /** Empty for a draw of few rows: those left over stay unseen. */
  dev: LabelledText[];
  /** Whether `dev` was cut from the set's own training rows, which the serving model then learns as well. */
  isDevLearned: boolean;
  test: LabelledText[];
  outOfScope: { dev: string[]; test: string[] };
};

/** Draw of so many rows per intent by this seed; undefined for all of them. */
export type Draw = { shots: number; seed: number } | undefined;

const FOLDER = '../shared/data';
const DEV_SHARE = 0.1;
const DEV_SEED = 42;

/** Training rows that also stand in the test are left out. */
export async function loadDataSet(name: DataSetName, draw: Draw): Promise<DataSet> {
  const full = name === 'banking77' ? await loadBanking77() : await loadClinc150();
  return draw === undefined ? full : { ...full, train: drawRows(full.train, draw).drawn, dev: [], isDevLearned: false };
}

async function loadBanking77(): Promise<DataSet> {
  const test = await readLabelledCsv(`${FOLDER}/banking77/test.csv`);
  const tested = new Set(test.map(({ text }) => sameWords(text)));
  const all = (await readLabelledCsv(`${FOLDER}/banking77/train.csv`)).filter(
    ({ text }) => !tested.has(sameWords(text)),
  );
  const { train, heldOut: dev } = splitRows(all, { heldOutShare: DEV_SHARE, seed: DEV_SEED });
  return { labels: labelsOf(all), train, dev, isDevLearned: true, test, outOfScope: { dev: [], test: [] } };
}

const pairs = z.array(z.tuple([z.string(), z.string()]));
const clincSchema = z.object({ train: pairs, val: pairs, test: pairs, oos_val: pairs, oos_test: pairs });

async function loadClinc150(): Promise<DataSet> {
  const data = clincSchema.parse(JSON.parse(await readFile(`${FOLDER}/clinc150/data_full.json`, 'utf8')));
  const rows = (of: [string, string][]) => of.map(([text, label]) => ({ text, label }));
  const texts = (of: [string, string][]) => of.map(([text]) => text);
  const test = rows(data.test);
  const tested = new Set(test.map(({ text }) => sameWords(text)));
  const train = rows(data.train).filter(({ text }) => !tested.has(sameWords(text)));
  return {
    labels: labelsOf(train),
    train,
    dev: rows(data.val),
    isDevLearned: false,
    test,
    outOfScope: { dev: texts(data.oos_val), test: texts(data.oos_test) },
  };
}

/** So many rows of each label, drawn at random, and those that are left over. */
export function drawRows(
  rows: LabelledText[],
  { shots, seed }: { shots: number; seed: number },
): { drawn: LabelledText[]; left: LabelledText[] } {
  const order = Uint32Array.from(rows.keys());
  shuffle(order, createRandom(seed));
  const counts = new Map<string, number>();
  const [drawn, left]: [LabelledText[], LabelledText[]] = [[], []];
  for (const row of [...order].flatMap((place) => rows[place] ?? [])) {
    const count = counts.get(row.label) ?? 0;
    counts.set(row.label, count + 1);
    (count < shots ? drawn : left).push(row);
  }
  return { drawn, left };
}

function labelsOf(rows: LabelledText[]): string[] {
  return [...new Set(rows.map(({ label }) => label))].sort();
}

function sameWords(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

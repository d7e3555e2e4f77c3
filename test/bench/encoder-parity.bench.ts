import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { encodeExamples } from '../../src/learning/encode-examples.js';
import { judgeHead } from '../../src/learning/evaluate.js';
import { exportOnnx } from '../../src/learning/export-onnx.js';
import { type Example, fitHead } from '../../src/learning/fit-head.js';
import { type LabelledText, readLabelledCsv } from '../../src/learning/read-labelled-csv.js';
import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import { type Head, scoreIntents } from '../../src/understanding/head.js';
import { cosine } from '../support/encoder-reference.js';
import { type BatchEncoder, loadBatchEncoder } from '../support/padded-batch.js';
import type { BenchResult } from './bench-result.js';

const BANKING77 = '../shared/data/banking77';
const MESSAGES = 5_000;
const TEMPERATURE = 0.17;

/**
 * Messages of 5,000 that get the same decision alone, as they are served, and in padded batches of 2 to 32 in one
 * session. In the detail: the largest move of a probability, and BANKING77's accuracy with 8-bit and 32-bit weights.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const train = await readLabelledCsv(`${BANKING77}/train.csv`);
  const test = await readLabelledCsv(`${BANKING77}/test.csv`);
  const served = await encodeServed([...train, ...test], progress);
  const [trainQ8, testQ8] = [served.slice(0, train.length), served.slice(train.length)];
  const labels = [...new Set(train.map(({ label }) => label))].sort();
  const head = { ...fitHead(trainQ8, { labels }), temperature: TEMPERATURE };
  const alone = [...testQ8, ...trainQ8].slice(0, MESSAGES);
  const batches = await compareBatches(head, alone, progress);
  const fp32 = await encodeFp32(served, progress);
  const [trainFp32, testFp32] = [fp32.slice(0, train.length), fp32.slice(train.length)];
  const headFp32 = { ...fitHead(trainFp32, { labels }), temperature: TEMPERATURE };
  const disagreements = testQ8.filter(
    ({ text, vector }, at) =>
      best(scoreIntents(head, vector, text)) !== best(scoreIntents(headFp32, testFp32[at]?.vector ?? vector, text)),
  ).length;
  const cosines = served.map(({ vector }, at) => cosine(vector, fp32[at]?.vector ?? []));
  return {
    name: 'encoder-parity',
    value: batches.same,
    unit: 'messages',
    baseline: alone.length,
    ratio: batches.same / alone.length,
    detail: {
      largestMove: batches.largestMove,
      vectorsMoved: batches.vectorsMoved,
      paddedMessages: batches.padded,
      accuracyQ8: judgeHead(head, testQ8).accuracy,
      accuracyFp32: judgeHead(headFp32, testFp32).accuracy,
      testDecisionsUnlikeFp32: disagreements,
      cosineMean: cosines.reduce((sum, each) => sum + each, 0) / cosines.length,
      cosineMin: cosines.reduce((min, each) => Math.min(min, each), 1),
    },
  };
}

async function encodeServed(rows: LabelledText[], progress: (line: string) => void): Promise<Example[]> {
  const pool = await createEncoderPool({ modelDir: 'intents/model', log: createLog('warn') });
  return encodeExamples(pool, rows, progress).finally(() => pool.stop());
}

async function encodeFp32(rows: LabelledText[], progress: (line: string) => void): Promise<Example[]> {
  const folder = mkdtempSync('.data-fp32-');
  try {
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
      cpSync(`intents/base/${file}`, `${folder}/${file}`);
    }
    await exportOnnx({ from: 'intents/base', to: folder, precision: 'fp32' });
    const encode = await loadBatchEncoder(folder, 'fp32');
    const examples: Example[] = [];
    for (const row of rows) {
      const [vector = new Float32Array(0)] = await encode([row.text]);
      examples.push({ ...row, vector });
      if (examples.length % 1_000 === 0) progress(`In 32 bits: ${examples.length} of ${rows.length}`);
    }
    return examples;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Batches of every size from 2 to 32, in the order of the messages, so that long and short ones meet. */
async function compareBatches(head: Head, alone: Example[], progress: (line: string) => void) {
  const encode: BatchEncoder = await loadBatchEncoder('intents/model', 'q8');
  let [same, largestMove, vectorsMoved, padded, size] = [0, 0, 0, 0, 2];
  for (let start = 0; start < alone.length; ) {
    const batch = alone.slice(start, start + size);
    const vectors = await encode(batch.map(({ text }) => text));
    const longest = Math.max(...batch.map(({ text }) => text.length));
    batch.forEach(({ text, vector }, at) => {
      padded += text.length < longest ? 1 : 0;
      vectorsMoved += vectors[at]?.some((value, place) => value !== vector[place]) ? 1 : 0;
      const one = scoreIntents(head, vector, text);
      const other = scoreIntents(head, vectors[at] ?? vector, text);
      same += best(one) === best(other) ? 1 : 0;
      largestMove = one.reduce(
        (most, value, label) => Math.max(most, Math.abs(value - (other[label] ?? 0))),
        largestMove,
      );
    });
    start += size;
    size = size === 32 ? 2 : size + 1;
    if (size === 2)
      progress(`Batched ${start} of ${alone.length}: ${same} alike, largest move ${largestMove.toFixed(4)}`);
  }
  return { same, largestMove, vectorsMoved, padded };
}

function best(probabilities: Float32Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

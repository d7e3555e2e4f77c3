import { AutoModel, AutoTokenizer, mean_pooling, Tensor } from '@huggingface/transformers';
import { localModel } from '../../understanding/local-model.js';
import { tokenise } from '../../understanding/tokenise.js';
import type { EncodeJob, EncodeMessage, Speed } from './encode-job.js';

/**
 * Entry of the doctor's encoding process: a graph on one device, in a process of its own, because a driver that does
 * not fit may end it. Stays until the parent leaves, so that its memory can be read.
 */
async function main(job: EncodeJob): Promise<void> {
  process.on('disconnect', () => process.exit());
  const folder = localModel(job.modelDir);
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const model = await AutoModel.from_pretrained(folder, { dtype: job.dtype, device: job.device });
  const run = async (rows: number[][]) => {
    const { inputs, mask } = toInputs(rows);
    const { last_hidden_state } = await model(inputs);
    return mean_pooling(last_hidden_state, mask).normalize(2, -1);
  };
  const vectors: Float32Array[] = [];
  for (const text of job.texts) vectors.push(Float32Array.from((await run([tokenise(tokenizer, text)])).data));
  tell({ kind: 'vectors', vectors });
  const [word = 0] = tokenise(tokenizer, 'order').slice(1);
  for (const size of job.grid) {
    // A GPU chooses its kernels in the first run of a size; the CPU is warm by now.
    if (job.device === 'cuda') await run(rowsOf({ ...size, word }));
    tell({ kind: 'speed', speed: await measure(run, { ...size, word }, job.msPerSize) });
  }
  tell({ kind: 'done' });
}

/** Rows of equal length, [batch, sequence]. */
function toInputs(rows: number[][]) {
  const shape = [rows.length, rows[0]?.length ?? 0];
  const size = rows.length * (rows[0]?.length ?? 0);
  const mask = new Tensor('int64', new BigInt64Array(size).fill(1n), shape);
  const inputs = {
    input_ids: new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), shape),
    attention_mask: mask,
    token_type_ids: new Tensor('int64', new BigInt64Array(size), shape),
  };
  return { inputs, mask };
}

type Size = { batch: number; tokens: number; word: number };

function rowsOf({ batch, tokens, word }: Size): number[][] {
  return Array.from({ length: batch }, () => new Array<number>(tokens).fill(word));
}

async function measure(run: (rows: number[][]) => Promise<unknown>, size: Size, msPerSize: number): Promise<Speed> {
  const { batch, tokens } = size;
  const rows = rowsOf(size);
  const startedAt = performance.now();
  let runs = 0;
  do {
    await run(rows);
    runs += 1;
  } while (performance.now() - startedAt < msPerSize);
  const seconds = (performance.now() - startedAt) / 1000;
  return { batch, tokens, textsPerSecond: Math.round((runs * batch) / seconds) };
}

function tell(message: EncodeMessage): void {
  process.send?.(message, () => {});
}

main(JSON.parse(process.argv[2] ?? '')).catch((error: unknown) => {
  process.exitCode = 1;
  tell({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) });
  process.disconnect();
});

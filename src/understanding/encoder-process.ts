import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AutoModel, AutoTokenizer, mean_pooling, Tensor } from '@huggingface/transformers';
import type { Reading, TunedReading } from './encoder.js';
import type { EncodeRequest, EncoderMessage } from './encoder-messages.js';
import { localModel } from './local-model.js';
import { neighbourTensors } from './neighbour-tensors.js';
import { decodeNeighbours } from './neighbours-file.js';
import { knowsAWord, silentTokens } from './silent-tokens.js';
import { tokenise } from './tokenise.js';

const SESSION = {
  dtype: 'q8',
  device: 'cpu',
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
} as const;

/**
 * Entry of one encoder process; `argv[2]` is the model folder. Runs one text at a time, alone and unpadded, on one
 * thread: a native fault or a hang here costs the parent one process, never its event loop.
 */
async function main(modelDir: string): Promise<void> {
  process.on('disconnect', () => process.exit());
  const { read, dimensions } = await loadReader(resolve(modelDir));
  let last = Promise.resolve();
  // Strictly one after the other: when the process dies, the oldest request in hand is the one that did it.
  process.on('message', (request: EncodeRequest) => {
    last = last.then(() => answer(read, request));
  });
  tell({ kind: 'ready', dimensions });
}

type Read = (text: string, isTunedWanted: boolean) => Promise<Reading>;

async function answer(read: Read, { id, text, isTunedWanted }: EncodeRequest): Promise<void> {
  try {
    tell({ kind: 'reading', id, reading: await read(text, isTunedWanted) });
  } catch (error) {
    tell({ kind: 'failed', id, reason: String(error) });
  }
}

/** Sentence vector: mean of the last hidden states over all tokens, of unit length; all 0 when no word is known. */
async function loadReader(modelDir: string): Promise<{ read: Read; dimensions: number }> {
  const folder = localModel(modelDir);
  const [tokenizer, model, silent] = await Promise.all([
    AutoTokenizer.from_pretrained(folder),
    AutoModel.from_pretrained(folder, SESSION),
    readSilentTokens(modelDir),
  ]);
  const runBase = async (ids: number[]) => {
    const shape = [1, ids.length];
    const mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape);
    const { last_hidden_state, embeddings } = await model({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: mask,
      token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    const vector = Float32Array.from(mean_pooling(last_hidden_state, mask).normalize(2, -1).data);
    return { vector, embeddings, mask };
  };
  // The first run is the slowest: better now than on a customer.
  const first = await runBase(tokenise(tokenizer, 'hello'));
  const { length: dimensions } = first.vector;
  const runTuned = await loadTunedLayers(modelDir, dimensions);
  await runTuned?.(first);
  const read = async (text: string, isTunedWanted: boolean): Promise<Reading> => {
    const ids = tokenise(tokenizer, text);
    if (!knowsAWord(ids, silent)) return { vector: new Float32Array(dimensions), tuned: undefined };
    const base = await runBase(ids);
    return { vector: base.vector, tuned: isTunedWanted ? await runTuned?.(base) : undefined };
  };
  return { read, dimensions };
}

type BaseOutput = { vector: Float32Array; embeddings: Tensor; mask: Tensor };

/** The fine-tuned layers of a model that has some; they go on from what the base model's first layer sees. */
async function loadTunedLayers(
  modelDir: string,
  dimensions: number,
): Promise<((base: BaseOutput) => Promise<TunedReading>) | undefined> {
  if (!existsSync(join(modelDir, 'onnx/tuned_quantized.onnx'))) return undefined;
  const layers = await AutoModel.from_pretrained(localModel(modelDir), { ...SESSION, model_file_name: 'tuned' });
  const neighbours = decodeNeighbours(await readFile(join(modelDir, 'neighbours.bin')), dimensions);
  const around = neighbourTensors(neighbours);
  return async ({ vector, embeddings, mask }) => {
    const base_vector = new Tensor('float32', vector, [1, dimensions]);
    const { tuned_scores, votes, nearness } = await layers({
      embeddings,
      attention_mask: mask,
      base_vector,
      ...around,
    });
    const [base = 0, tuned = 0] = nearness.data;
    return {
      scores: Float32Array.from(tuned_scores.data),
      votes: Float32Array.from(votes.data),
      nearness: { base, tuned },
    };
  };
}

async function readSilentTokens(modelDir: string): Promise<ReadonlySet<number>> {
  return silentTokens(JSON.parse(await readFile(join(modelDir, 'tokenizer.json'), 'utf8')));
}

/** To a parent that is gone nothing can be said; the loss of the channel ends this process. */
function tell(message: EncoderMessage): void {
  process.send?.(message, () => {});
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.exitCode = 1;
  tell({ kind: 'broken', reason: String(error) });
  process.disconnect();
});

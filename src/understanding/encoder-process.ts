import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AutoModel, AutoTokenizer, env, mean_pooling, Tensor } from '@huggingface/transformers';
import type { EncodeRequest, EncoderMessage } from './encoder-messages.js';
import { tokenise } from './tokenise.js';

/**
 * Entry of one encoder process; `argv[2]` is the model folder. Runs one text at a time, alone and unpadded, on one
 * thread: a native fault or a hang here costs the parent one process, never its event loop.
 */
async function main(modelDir: string): Promise<void> {
  process.on('disconnect', () => process.exit());
  const { encode, dimensions } = await loadEncoder(resolve(modelDir));
  let last = Promise.resolve();
  // Strictly one after the other: when the process dies, the oldest request in hand is the one that did it.
  process.on('message', (request: EncodeRequest) => {
    last = last.then(() => answer(encode, request));
  });
  tell({ kind: 'ready', dimensions });
}

type Encode = (text: string) => Promise<Float32Array>;

async function answer(encode: Encode, { id, text }: EncodeRequest): Promise<void> {
  try {
    tell({ kind: 'vector', id, vector: await encode(text) });
  } catch (error) {
    tell({ kind: 'failed', id, reason: String(error) });
  }
}

/** Sentence vector: mean of the last hidden states over all tokens, of unit length; all 0 when no word is known. */
async function loadEncoder(modelDir: string): Promise<{ encode: Encode; dimensions: number }> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(modelDir);
  const folder = basename(modelDir);
  const [tokenizer, model, unknownId] = await Promise.all([
    AutoTokenizer.from_pretrained(folder),
    AutoModel.from_pretrained(folder, {
      dtype: 'q8',
      device: 'cpu',
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
    }),
    readUnknownId(modelDir),
  ]);
  const run = async (ids: number[]) => {
    const shape = [1, ids.length];
    const mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape);
    const { last_hidden_state } = await model({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: mask,
      token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    return Float32Array.from(mean_pooling(last_hidden_state, mask).normalize(2, -1).data);
  };
  // The first run is the slowest: better now than on a customer.
  const { length: dimensions } = await run(tokenise(tokenizer, 'hello'));
  const encode = async (text: string) => {
    const ids = tokenise(tokenizer, text);
    const isUnknown = ids.slice(1, -1).every((id) => id === unknownId);
    return isUnknown ? new Float32Array(dimensions) : run(ids);
  };
  return { encode, dimensions };
}

async function readUnknownId(modelDir: string): Promise<number | undefined> {
  const { model } = JSON.parse(await readFile(join(modelDir, 'tokenizer.json'), 'utf8'));
  return typeof model.unk_id === 'number' ? model.unk_id : model.vocab?.[model.unk_token];
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

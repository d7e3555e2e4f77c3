import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutoModel, AutoTokenizer, mean_pooling, Tensor } from '@huggingface/transformers';
import { createRandom, shuffle } from '../../src/learning/random.js';
import { localModel } from '../../src/understanding/local-model.js';
import { neighbourTensors } from '../../src/understanding/neighbour-tensors.js';
import { decodeNeighbours } from '../../src/understanding/neighbours-file.js';
import { tokenise } from '../../src/understanding/tokenise.js';
import type { RawAnswer, RawRequest } from './raw-encoder.js';

/** One ONNX Runtime session by itself, texts in and vectors out, without any of the pool's parts. */
async function main(modelDir: string, threads: number, texts: string[]): Promise<void> {
  const folder = localModel(modelDir);
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const session: Session = {
    dtype: 'q8',
    device: 'cpu',
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential' },
  };
  const model = await AutoModel.from_pretrained(folder, session);
  const runTuned = await loadTunedLayers(modelDir, folder, session);
  const encode = async (batch: string[]): Promise<void> => {
    const rows = batch.map((text) => tokenise(tokenizer, text));
    const length = Math.max(...rows.map((ids) => ids.length));
    const ids = new BigInt64Array(rows.length * length);
    const mask = new BigInt64Array(rows.length * length);
    rows.forEach((row, index) => {
      row.forEach((id, at) => {
        ids[index * length + at] = BigInt(id);
      });
      mask.fill(1n, index * length, index * length + row.length);
    });
    const shape = [rows.length, length];
    const attention_mask = new Tensor('int64', mask, shape);
    const { last_hidden_state, embeddings } = await model({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask,
      token_type_ids: new Tensor('int64', new BigInt64Array(rows.length * length), shape),
    });
    const base_vector = mean_pooling(last_hidden_state, attention_mask).normalize(2, -1);
    await runTuned?.({ embeddings, attention_mask, base_vector });
  };
  const time = async (text: string): Promise<number> => {
    const started = performance.now();
    await encode([text]);
    return performance.now() - started;
  };
  const random = createRandom(3);
  let next = 0;
  const takeBatches = (batchSize: number): string[][] => {
    const window = Array.from({ length: 128 }, () => texts[next++ % texts.length] ?? '');
    // Texts of like length together: least padding, so that batching is judged at its best. Then in any order, because
    // the time may be over before the long ones.
    if (batchSize > 1) window.sort((one, other) => one.length - other.length);
    const order = Uint32Array.from({ length: window.length / batchSize }, (_, index) => index);
    shuffle(order, random);
    return Array.from(order, (at) => window.slice(at * batchSize, (at + 1) * batchSize));
  };
  const rate = async (batchSize: number, seconds: number): Promise<number> => {
    const started = performance.now();
    const isOver = () => performance.now() - started >= seconds * 1000;
    let done = 0;
    while (!isOver()) {
      for (const batch of takeBatches(batchSize)) {
        await encode(batch);
        done += batch.length;
        if (isOver()) break;
      }
    }
    return (done * 1000) / (performance.now() - started);
  };
  for (const text of texts.slice(0, 30)) await encode([text]);
  process.on('message', (request: RawRequest) => {
    const answer = request.kind === 'time' ? time(request.text) : rate(request.batchSize, request.seconds);
    answer.then(tell, () => process.exit(1));
  });
  tell(0);
}

type Session = NonNullable<Parameters<typeof AutoModel.from_pretrained>[1]>;

async function loadTunedLayers(modelDir: string, folder: string, session: Session) {
  if (!existsSync(join(modelDir, 'onnx/tuned_quantized.onnx'))) return undefined;
  const layers = await AutoModel.from_pretrained(folder, { ...session, model_file_name: 'tuned' });
  const { hidden_size } = JSON.parse(readFileSync(join(modelDir, 'config.json'), 'utf8'));
  const neighbours = decodeNeighbours(readFileSync(join(modelDir, 'neighbours.bin')), hidden_size);
  const around = neighbourTensors(neighbours);
  return (inputs: Record<string, Tensor>) => layers({ ...inputs, ...around });
}

function tell(answer: RawAnswer): void {
  process.send?.(answer);
}

process.on('disconnect', () => process.exit());
const [, , modelDir = '', threads = '1', texts = '[]'] = process.argv;
await main(modelDir, Number(threads), JSON.parse(texts));

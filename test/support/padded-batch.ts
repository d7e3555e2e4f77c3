import { AutoModel, AutoTokenizer, mean_pooling, Tensor } from '@huggingface/transformers';
import { localModel } from '../../src/understanding/local-model.js';
import { tokenise } from '../../src/understanding/tokenise.js';

/** Encodes texts together in one run, padded to the longest, the way the product never does. */
export type BatchEncoder = (texts: string[]) => Promise<Float32Array[]>;

/** @param dtype `q8` reads onnx/model_quantized.onnx, `fp32` onnx/model.onnx */
export async function loadBatchEncoder(modelDir: string, dtype: 'q8' | 'fp32'): Promise<BatchEncoder> {
  const tokenizer = await loadTokenizer(modelDir);
  const model = await AutoModel.from_pretrained(localModel(modelDir), {
    dtype,
    device: 'cpu',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  return async (texts) => {
    const rows = texts.map((text) => tokenise(tokenizer, text));
    const length = Math.max(...rows.map((ids) => ids.length));
    const tensor = (valueAt: (ids: number[], at: number) => number) =>
      new Tensor(
        'int64',
        BigInt64Array.from(rows.flatMap((ids) => Array.from({ length }, (_, at) => BigInt(valueAt(ids, at))))),
        [rows.length, length],
      );
    const mask = tensor((ids, at) => (at < ids.length ? 1 : 0));
    const { last_hidden_state } = await model({
      input_ids: tensor((ids, at) => ids[at] ?? 0),
      attention_mask: mask,
      token_type_ids: tensor(() => 0),
    });
    const unit = mean_pooling(last_hidden_state, mask).normalize(2, -1);
    const [count = 0, dimensions = 0] = unit.dims;
    return Array.from({ length: count }, (_, row) =>
      Float32Array.from(unit.data.slice(row * dimensions, (row + 1) * dimensions)),
    );
  };
}

export async function loadTokenizer(modelDir: string) {
  return AutoTokenizer.from_pretrained(localModel(modelDir));
}

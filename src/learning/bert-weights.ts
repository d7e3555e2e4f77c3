import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { openSafetensors, type Safetensors } from './read-safetensors.js';

/** The part of a Hugging Face BERT's config.json that shapes its graph. */
const bertConfigSchema = z.object({
  model_type: z.literal('bert'),
  hidden_act: z.literal('gelu'),
  position_embedding_type: z.literal('absolute').default('absolute'),
  hidden_size: z.number().int().min(1).max(8192),
  num_hidden_layers: z.number().int().min(1).max(96),
  num_attention_heads: z.number().int().min(1).max(256),
  intermediate_size: z.number().int().min(1).max(65_536),
  max_position_embeddings: z.number().int().min(1).max(65_536),
  type_vocab_size: z.number().int().min(1).max(64),
  vocab_size: z.number().int().min(1).max(4_000_000),
  layer_norm_eps: z.number().positive(),
});

export type BertConfig = z.infer<typeof bertConfigSchema>;

export type BertWeights = {
  config: BertConfig;
  /**
   * Values of one tensor, checked against the shape the config asks for.
   * @param name without a `bert.` prefix, e.g. `encoder.layer.0.output.dense.weight`
   */
  read(name: string, shape: number[]): Promise<Float32Array>;
  close(): Promise<void>;
};

/** @throws MODEL_INVALID when the folder is not a BERT or a tensor does not fit its config */
export async function openBertWeights(folder: string): Promise<BertWeights> {
  const config = await readBertConfig(folder);
  const file = join(folder, 'model.safetensors');
  const tensors = await openSafetensors(file);
  return {
    config,
    read: async (name, shape) => {
      const stored = storedName(tensors, name);
      const found = tensors.shapeOf(stored);
      if (found?.join() !== shape.join()) {
        const is = found === undefined ? 'is missing' : `has shape [${found}]`;
        throw new AppError('MODEL_INVALID', { details: [`${file}: tensor ${name} ${is}, expected [${shape}]`] });
      }
      return (await tensors.read(stored)).data;
    },
    close: () => tensors.close(),
  };
}

/** The same encoder with other values for some of its tensors; closing it closes the one below. */
export function replaceWeights(
  weights: BertWeights,
  replaced: ReadonlyMap<string, { shape: number[]; data: Float32Array }>,
): BertWeights {
  return {
    ...weights,
    read: async (name, shape) => {
      const own = replaced.get(name);
      if (own === undefined) return weights.read(name, shape);
      if (own.shape.join() === shape.join()) return own.data;
      throw new AppError('MODEL_INVALID', {
        details: [`fine-tuned tensor ${name} has shape [${own.shape}], expected [${shape}]`],
      });
    },
  };
}

/** @throws MODEL_INVALID when the folder's config.json is not a BERT's */
export async function readBertConfig(folder: string): Promise<BertConfig> {
  const file = join(folder, 'config.json');
  const parsed = await readFile(file, 'utf8')
    .then((text) => bertConfigSchema.safeParse(JSON.parse(text)))
    .catch((cause: unknown) => {
      throw new AppError('MODEL_INVALID', { cause, details: [`${file}: cannot be read as JSON`] });
    });
  if (!parsed.success) {
    const details = parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`);
    throw new AppError('MODEL_INVALID', { details });
  }
  const { hidden_size, num_attention_heads } = parsed.data;
  if (hidden_size % num_attention_heads !== 0) {
    throw new AppError('MODEL_INVALID', {
      details: [`${file}: hidden_size ${hidden_size} is not a multiple of num_attention_heads ${num_attention_heads}`],
    });
  }
  return parsed.data;
}

/** Checkpoints with a task head prefix their encoder with `bert.`; those from TensorFlow call a norm's two tensors gamma and beta. */
function storedName(tensors: Safetensors, name: string): string {
  const old = name.replace(/LayerNorm\.weight$/, 'LayerNorm.gamma').replace(/LayerNorm\.bias$/, 'LayerNorm.beta');
  const candidates = [name, `bert.${name}`, old, `bert.${old}`];
  return candidates.find((candidate) => tensors.shapeOf(candidate) !== undefined) ?? name;
}

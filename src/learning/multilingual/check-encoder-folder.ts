import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { type BertConfig, openBertWeights } from '../bert-weights.js';

/** Files of a Hugging Face folder that an encoder is made from. */
export const ENCODER_FILES = ['config.json', 'tokenizer_config.json', 'tokenizer.json', 'model.safetensors'] as const;

export type EncoderFacts = { tokenizer: 'WordPiece' | 'Unigram'; pieces: number; layers: number; dimensions: number };

/** Both kinds of vocabulary, by how many pieces they hold; a large one is not looked at piece by piece. */
const tokenizerSchema = z.object({
  added_tokens: z.array(z.object({ id: z.number().int() })).default([]),
  model: z.discriminatedUnion('type', [
    z.object({ type: z.literal('WordPiece'), vocab: z.record(z.string(), z.unknown()) }),
    z.object({ type: z.literal('Unigram'), vocab: z.array(z.unknown()) }),
  ]),
});

/**
 * Reads every tensor of a folder and its tokeniser, so that a wrong or damaged folder is known before it is used.
 * @throws MODEL_INVALID naming the file and what is wrong with it
 */
export async function checkEncoderFolder(folder: string): Promise<EncoderFacts> {
  const config = await checkWeights(folder);
  const file = join(folder, 'tokenizer.json');
  await readJson(join(folder, 'tokenizer_config.json'));
  const parsed = tokenizerSchema.safeParse(await readJson(file));
  if (!parsed.success) throw invalid(file, `is not a WordPiece or Unigram tokeniser: ${z.prettifyError(parsed.error)}`);
  const { model, added_tokens } = parsed.data;
  const listed = model.type === 'WordPiece' ? Object.keys(model.vocab).length : model.vocab.length;
  const pieces = added_tokens.reduce((most, { id }) => Math.max(most, id + 1), listed);
  if (pieces > config.vocab_size) {
    throw invalid(file, `has ${pieces} pieces; the weights know ${config.vocab_size}`);
  }
  return { tokenizer: model.type, pieces, layers: config.num_hidden_layers, dimensions: config.hidden_size };
}

async function checkWeights(folder: string): Promise<BertConfig> {
  const weights = await openBertWeights(folder);
  try {
    for (const [name, shape] of tensorsOf(weights.config)) await weights.read(name, shape);
    return weights.config;
  } finally {
    await weights.close();
  }
}

function tensorsOf(config: BertConfig): [name: string, shape: number[]][] {
  const { hidden_size: hidden, vocab_size, max_position_embeddings, type_vocab_size, num_hidden_layers } = config;
  const layers = Array.from({ length: num_hidden_layers }, (_, layer) =>
    layerTensors(`encoder.layer.${layer}`, config),
  );
  return [
    ['embeddings.word_embeddings.weight', [vocab_size, hidden]],
    ['embeddings.position_embeddings.weight', [max_position_embeddings, hidden]],
    ['embeddings.token_type_embeddings.weight', [type_vocab_size, hidden]],
    ...norm('embeddings', hidden),
    ...layers.flat(),
  ];
}

function layerTensors(prefix: string, { hidden_size, intermediate_size }: BertConfig): [string, number[]][] {
  const dense = (name: string, outputs: number, inputs: number): [string, number[]][] => [
    [`${prefix}.${name}.weight`, [outputs, inputs]],
    [`${prefix}.${name}.bias`, [outputs]],
  ];
  return [
    ...['query', 'key', 'value'].flatMap((part) => dense(`attention.self.${part}`, hidden_size, hidden_size)),
    ...dense('attention.output.dense', hidden_size, hidden_size),
    ...norm(`${prefix}.attention.output`, hidden_size),
    ...dense('intermediate.dense', intermediate_size, hidden_size),
    ...dense('output.dense', hidden_size, intermediate_size),
    ...norm(`${prefix}.output`, hidden_size),
  ];
}

function norm(prefix: string, size: number): [string, number[]][] {
  return [
    [`${prefix}.LayerNorm.weight`, [size]],
    [`${prefix}.LayerNorm.bias`, [size]],
  ];
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new AppError('MODEL_INVALID', { cause, details: [`${file}: cannot be read as JSON`] });
  }
}

function invalid(file: string, what: string): AppError {
  return new AppError('MODEL_INVALID', { details: [`${file}: ${what}`] });
}

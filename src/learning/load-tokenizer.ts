import { AutoTokenizer } from '@huggingface/transformers';
import { AppError } from '../errors.js';
import { localModel } from '../understanding/local-model.js';
import type { Tokenizer } from '../understanding/tokenise.js';

/** @throws MODEL_INVALID when the folder has none that can be read */
export async function loadTokenizer(folder: string): Promise<Tokenizer> {
  return AutoTokenizer.from_pretrained(localModel(folder)).catch((cause: unknown) => {
    throw new AppError('MODEL_INVALID', { cause, details: [`${folder}: has no tokenizer that can be read`] });
  });
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

/** Writes the tokenizer of a BERT that knows these words and no others; their ids begin at 5. */
export async function tinyTokenizer(folder: string, words: readonly string[]): Promise<void> {
  const vocabulary = [...SPECIAL, ...words];
  const plain = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const around = (token: string) => [token, { id: token, ids: [SPECIAL.indexOf(token)], tokens: [token] }];
  const tokenizer = {
    version: '1.0',
    added_tokens: SPECIAL.map((content, id) => ({ id, content, ...plain })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: Object.fromEntries(['[CLS]', '[SEP]'].map(around)),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    },
  };
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  const settings = { tokenizer_class: 'BertTokenizer', do_lower_case: true, unk_token: '[UNK]', model_max_length: 24 };
  await writeFile(join(folder, 'tokenizer_config.json'), JSON.stringify(settings));
}

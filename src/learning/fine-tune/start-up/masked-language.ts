import type { BertWeights } from '../../bert-weights.js';
import type { TrainedTensor } from '../adamw.js';
import type { Differentiable } from '../differentiable.js';
import { crossEntropy } from '../loss.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import { type HiddenWord, hideWords } from './hide-words.js';
import type { Objective, SpecialIds, StartUpText } from './objective.js';
import type { MaskedLanguageSettings } from './start-up-settings.js';
import { chooseWords } from './word-choices.js';

type Options = {
  weights: BertWeights;
  ops: Differentiable;
  texts: readonly StartUpText[];
  special: SpecialIds;
  settings: MaskedLanguageSettings;
};

/**
 * Guessing hidden words from what stands around them: Devlin et al., "BERT", NAACL 2019. The scores of the words come
 * from the encoder's own word table, which stays as it is, over a small layer that starts as the identity.
 */
export async function createMaskedLanguage(tf: Tensorflow, options: Options): Promise<Objective> {
  const { weights, ops, texts, special, settings } = options;
  const { vocab_size: vocabularySize, hidden_size: hidden } = weights.config;
  const words = chooseWords(texts, { special, vocabularySize, atLeast: settings.words, seed: settings.seed });
  const rows = await weights.read('embeddings.word_embeddings.weight', [vocabularySize, hidden]);
  const table = tf.tidy(() => tf.transpose(tf.tensor(rowsOf(rows, words.ids, hidden), [words.ids.length, hidden])));

  const guess = (states: Tensor, own: Tensor[]): Tensor => {
    const [weight, bias, gain, shift, wordBias] = own;
    if (weight === undefined || bias === undefined || gain === undefined || shift === undefined) return states;
    if (wordBias === undefined) return states;
    const turned = ops.layerNorm(ops.gelu(ops.linear(states, weight, bias)), gain, shift);
    return ops.linear(turned, table, wordBias);
  };
  return {
    tensors: headTensors(hidden, words.ids.length, settings.headRate),
    plan: (batch, random) => {
      const changed = batch.map(({ ids }, row) =>
        hideWords(ids, { row, words, mask: special.mask, share: settings.maskedShare }, random),
      );
      const asked = changed.flatMap((text) => text.hidden);
      return {
        texts: changed,
        lossOf: ({ last, length }, own) => {
          const chosen = ops.product(pickRows(tf, asked, { length, count: last.shape[0] ?? 0 }), last);
          const answers = oneHot(
            asked.map(({ answer }) => answer),
            words.ids.length,
          );
          return crossEntropy(tf, guess(chosen, own), tf.tensor(answers, [asked.length, words.ids.length]));
        },
      };
    },
    dispose: () => table.dispose(),
  };
}

/** [asked, count]: picks states by a product, because wasm cannot differentiate a gather. */
function pickRows(
  tf: Tensorflow,
  asked: readonly HiddenWord[],
  { length, count }: { length: number; count: number },
): Tensor {
  const places = asked.map(({ row, position }) => row * length + position);
  return tf.tensor(oneHot(places, count), [asked.length, count]);
}

function oneHot(places: readonly number[], width: number): Float32Array {
  const values = new Float32Array(places.length * width);
  places.forEach((place, row) => {
    values[row * width + place] = 1;
  });
  return values;
}

function rowsOf(table: Float32Array, ids: readonly number[], width: number): Float32Array {
  const rows = new Float32Array(ids.length * width);
  ids.forEach((id, row) => {
    rows.set(table.subarray(id * width, (id + 1) * width), row * width);
  });
  return rows;
}

function headTensors(hidden: number, words: number, rate: number): TrainedTensor[] {
  const places = Array.from({ length: hidden }, (_, place) => place);
  const flat = (name: string, length: number, value: number): TrainedTensor => {
    return { name, shape: [length], data: new Float32Array(length).fill(value), isDecayed: false, rate };
  };
  return [
    { name: 'guess.weight', shape: [hidden, hidden], data: oneHot(places, hidden), isDecayed: true, rate },
    flat('guess.bias', hidden, 0),
    flat('guess.gain', hidden, 1),
    flat('guess.shift', hidden, 0),
    flat('guess.words', words, 0),
  ];
}

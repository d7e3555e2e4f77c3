import type { BertWeights } from '../../../src/learning/bert-weights.js';
import type { LinearHead } from '../../../src/learning/export-tuned.js';
import { createClassifier } from '../../../src/learning/fine-tune/classifier.js';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import type { Backend } from '../../../src/learning/fine-tune/tensorflow.js';
import type { Reading, TokenRow } from '../../../src/learning/fine-tune/token-row.js';

/** What plain weights and a head say of rows. */
export async function readTuned(
  backend: Backend,
  { weights, head }: { weights: BertWeights; head: LinearHead },
  rows: TokenRow[],
): Promise<Reading[]> {
  const { tf } = backend;
  const classWeights = new Float32Array(head.bias.length).fill(1);
  const classifier = await createClassifier(backend, {
    weights,
    classWeights,
    settings: fineTuneSettingsSchema.parse({}),
  });
  classifier.tensors.at(-2)?.data.set(head.weight);
  classifier.tensors.at(-1)?.data.set(head.bias);
  const values = classifier.tensors.map(({ data, shape }) => tf.tensor(data, shape));
  const readings = await classifier.read(rows, values);
  tf.dispose(values);
  classifier.dispose();
  return readings;
}

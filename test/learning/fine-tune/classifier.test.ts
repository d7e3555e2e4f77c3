import { describe, expect, it } from 'vitest';
import { openBertWeights } from '../../../src/learning/bert-weights.js';
import { createClassifier } from '../../../src/learning/fine-tune/classifier.js';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { openTensorflow } from '../../../src/learning/fine-tune/tensorflow.js';
import { cosine, readEncoderReference } from '../../support/encoder-reference.js';

describe('the encoder as training sees it', () => {
  const reference = readEncoderReference()
    .filter(({ ids }) => ids.length <= 24)
    .slice(0, 12);

  it.each([96, 2])(
    'gives the reference’s vectors, with %i layers to train',
    async (trainedLayers) => {
      const backend = await openTensorflow({ isPortable: true });
      const weights = await openBertWeights('intents/base');
      const settings = fineTuneSettingsSchema.parse({ trainedLayers });
      const classWeights = new Float32Array(2).fill(1);
      const classifier = await createClassifier(backend, { weights, classWeights, settings });
      await weights.close();
      const values = classifier.tensors.map(({ data, shape }) => backend.tf.tensor(data, shape));
      const readings = await classifier.read(
        reference.map(({ ids }) => ({ ids, label: 0 })),
        values,
      );
      for (const [row, { text, vector }] of reference.entries()) {
        expect(cosine(readings[row]?.vector ?? [], vector), text).toBeGreaterThan(0.99999);
      }
      backend.tf.dispose(values);
      classifier.dispose();
    },
    60_000,
  );
});

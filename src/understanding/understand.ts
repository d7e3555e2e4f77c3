import { decideIntent } from './decide-intent.js';
import type { Encoder } from './encoder.js';
import { extractSlots, withoutIdentifiers } from './extract-slots.js';
import { scoreIntents } from './head.js';
import type { Model } from './model-folder.js';
import type { IntentScore, Understand } from './understanding.js';

const RANKED = 5;

/** @throws what the encoder throws: OVERLOADED, ENCODER_UNAVAILABLE */
export function createUnderstand({ encoder, model }: { encoder: Encoder; model: Model }): Understand {
  return async (text) => {
    const words = withoutIdentifiers(text);
    const [vector = new Float32Array(encoder.dimensions)] = await encoder.encode([words]);
    const ranking = rankIntents(model.head.labels, scoreIntents(model.head, vector, words));
    return {
      decision: decideIntent(ranking, model.thresholds),
      ranking: ranking.slice(0, RANKED),
      slots: extractSlots(text),
      vector,
      modelId: model.modelId,
    };
  };
}

/** Best first; equal ones in the order of the labels. */
export function rankIntents(labels: readonly string[], probabilities: Float32Array): IntentScore[] {
  return labels
    .map((intent, index) => ({ intent, probability: probabilities[index] ?? 0 }))
    .sort((one, other) => other.probability - one.probability);
}

import type { Encoder, Reading } from './encoder.js';
import { extractSlots } from './extract-slots.js';
import { judgeMessage } from './judge-message.js';
import type { Model } from './model-folder.js';
import { prepareMessage } from './prepare-message.js';
import type { Understand } from './understanding.js';

const RANKED = 5;

/** @throws what the encoder throws: OVERLOADED, ENCODER_UNAVAILABLE */
export function createUnderstand({ encoder, model }: { encoder: Encoder; model: Model }): Understand {
  const blank: Reading = { vector: new Float32Array(encoder.dimensions), tuned: undefined };
  return async (message) => {
    const { text, language, isReadable } = prepareMessage(model, message);
    const [reading = blank] = isReadable ? await encoder.read([text]) : [];
    const { decision, ranking } = judgeMessage(model, { text, language, reading });
    return {
      decision,
      ranking: ranking.slice(0, RANKED),
      slots: extractSlots(message),
      vector: reading.vector,
      modelId: model.modelId,
    };
  };
}

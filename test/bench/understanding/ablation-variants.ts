import type { BertWeights } from '../../../src/learning/bert-weights.js';
import { distil, everyOtherLayer } from '../../../src/learning/fine-tune/distil.js';
import { type FineTuneHooks, fineTune, type Tuned } from '../../../src/learning/fine-tune/fine-tune.js';
import { keepLayers } from '../../../src/learning/fine-tune/replace-layers.js';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { startUp } from '../../../src/learning/fine-tune/start-up/start-up.js';
import { startUpSettingsSchema } from '../../../src/learning/fine-tune/start-up/start-up-settings.js';
import type { Backend } from '../../../src/learning/fine-tune/tensorflow.js';
import { toTunedModel } from '../../../src/learning/fine-tune/tuned-model.js';
import type { Draw } from './ten-shot-draw.js';

type Place = { backend: Backend; weights: BertWeights; draw: Draw; seed: number };
type Variant = (place: Place) => Promise<Tuned>;

/** Of BERT's uncased English vocabulary. */
const SPECIAL = { mask: 103, all: [0, 100, 101, 102, 103] };
const EPOCHS = 8;
const hooks: FineTuneHooks = { onStep: () => {}, onEpoch: async () => {}, isStopped: () => false };

/** What is measured against plain fine-tuning, all else equal; nothing is chosen by the dev rows. */
export const ABLATIONS: Record<string, Variant> = {
  plain: tune({}),
  'r-drop-1': tune({ rDrop: 1 }),
  'fgm-0.5': tune({ adversarial: 0.5 }),
  'fgm-1': tune({ adversarial: 1 }),
  'fgm-5': tune({ adversarial: 5 }),
  contrastive: afterStart({ kind: 'contrastive', epochs: 5 }),
  'contrastive-labels': afterStart({ kind: 'contrastive', epochs: 5, usesLabels: true }),
  'masked-language': afterStart({ kind: 'masked-language', epochs: 10, rate: 1e-4 }),
  'top-2-layers': tune({ trainedLayers: 2 }),
  'top-4-layers': tune({ trainedLayers: 4 }),
  'lora-16': tune({ lowRank: { rank: 16, alpha: 32 }, encoderRate: 1.5e-3 }),
  'distilled-3-layers': distilled,
  'plain-3-layers': untaught,
};

function tune(changes: object): Variant {
  return ({ backend, weights, draw, seed }) => {
    const settings = fineTuneSettingsSchema.parse({ epochs: EPOCHS, seed, ...changes });
    return fineTune(backend, { ...draw, dev: [], weights, settings }, hooks);
  };
}

function afterStart(changes: object): Variant {
  return async (place) => {
    const { backend, weights, draw, seed } = place;
    const settings = startUpSettingsSchema.parse({ seed, ...changes });
    const started = await startUp(backend, { weights, texts: draw.rows, special: SPECIAL, settings }, hooks);
    return tune({})({ ...place, weights: started.weights });
  };
}

/** A teacher and its student; the seconds are those of both. */
async function distilled(place: Place): Promise<Tuned> {
  const { backend, weights, draw, seed } = place;
  const teacher = await tune({})(place);
  const settings = fineTuneSettingsSchema.parse({ epochs: 2 * EPOCHS, seed });
  const { tuned } = await distil(
    backend,
    {
      ...draw,
      dev: [],
      weights: toTunedModel(weights, teacher.tensors).weights,
      teacher,
      kept: everyOtherLayer(weights.config.num_hidden_layers),
      temperature: 2,
      settings,
    },
    hooks,
  );
  teacher.dispose();
  return tuned;
}

/** The student's start without a teacher: every other layer of the base. */
async function untaught(place: Place): Promise<Tuned> {
  const weights = keepLayers(place.weights, everyOtherLayer(place.weights.config.num_hidden_layers));
  return tune({ epochs: 2 * EPOCHS })({ ...place, weights });
}

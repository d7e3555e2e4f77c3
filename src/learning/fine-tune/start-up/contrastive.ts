import type { Differentiable } from '../differentiable.js';
import { crossEntropy } from '../loss.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import type { Objective, StartUpText } from './objective.js';
import type { ContrastiveSettings } from './start-up-settings.js';

type Options = { ops: Differentiable; settings: ContrastiveSettings };

/**
 * Every text is read twice under different dropout; each reading is to be told from those of all other texts of the
 * batch by its similarity to the other one. Gao et al., "SimCSE", EMNLP 2021. With labels, all texts of a label are to
 * be found: Khosla et al., "Supervised Contrastive Learning", NeurIPS 2020.
 */
export function createContrastive(tf: Tensorflow, { ops, settings }: Options): Objective {
  const unit = (vectors: Tensor) => vectors.mul(tf.rsqrt(tf.sum(tf.square(vectors), 1, true).add(1e-12)));
  return {
    tensors: [],
    plan: (batch) => ({
      texts: [...batch, ...batch],
      lossOf: ({ pooled }) => {
        const [one, other] = tf.split(unit(pooled), 2);
        if (one === undefined || other === undefined) throw new RangeError('a step reads each text twice');
        const similarities = ops.product(one, tf.transpose(other)).div(settings.temperature);
        return crossEntropy(tf, similarities, tf.tensor(partners(batch, settings.usesLabels)));
      },
    }),
    dispose: () => {},
  };
}

/** Which second readings each text is to find: [texts, texts], a row's shares add up to 1. */
function partners(batch: readonly StartUpText[], usesLabels: boolean): number[][] {
  return batch.map((text, row) => {
    const isPartner = batch.map(
      (other, column) => column === row || (usesLabels && text.label !== undefined && other.label === text.label),
    );
    const count = isPartner.filter(Boolean).length;
    return isPartner.map((is) => (is ? 1 / count : 0));
  });
}

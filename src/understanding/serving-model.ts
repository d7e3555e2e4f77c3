import { AppError, toAppError } from '../errors.js';
import type { Encoder } from './encoder.js';
import type { EncoderPool } from './encoder-pool.js';
import type { Model } from './model-folder.js';
import { createUnderstand } from './understand.js';
import type { Understand } from './understanding.js';

/** A model with its encoder processes, which knows whether something is being asked of it. */
export type ServingModel = {
  name: string;
  model: Model;
  /** The sentence vector of a fixed text: two models with the same one read alike. */
  probe: Float32Array;
  use<Answer>(work: (asked: Asked) => Promise<Answer>): Promise<Answer>;
  /** Resolves when all that was asked of it is answered and its processes have ended. */
  retire(): Promise<void>;
  /** Ends it now; what is under way fails. */
  stop(): Promise<void>;
};

type Asked = { encoder: Encoder; understand: Understand };

type Opening = { name: string; model: Model; startEncoder(folder: string): Promise<EncoderPool> };

const PROBE = 'where is my order';

/**
 * Starts the processes of a model whose folder was checked, and lets them read one text.
 * @throws MODEL_INVALID when they do not start, or make of the text what no model can
 */
export async function openServingModel({ name, model, startEncoder }: Opening): Promise<ServingModel> {
  const encoder = await startEncoder(model.folder).catch((cause: unknown) => {
    throw new AppError('MODEL_INVALID', { cause, details: [`${name}: cannot be run`, ...toAppError(cause).details] });
  });
  const understand = createUnderstand({ encoder, model });
  try {
    const probe = await readProbe(name, understand);
    return { name, model, probe, ...countUses({ encoder, understand }, encoder.stop) };
  } catch (error) {
    await encoder.stop();
    throw error;
  }
}

async function readProbe(name: string, understand: Understand): Promise<Float32Array> {
  const { vector, ranking } = await understand(PROBE).catch((cause: unknown) => {
    throw new AppError('MODEL_INVALID', { cause, details: [`${name}: cannot read "${PROBE}"`] });
  });
  const length = Math.hypot(...vector);
  const isVector = length === 0 || Math.abs(length - 1) < 0.01;
  if (isVector && ranking.every(({ probability }) => Number.isFinite(probability))) return vector;
  throw new AppError('MODEL_INVALID', { details: [`${name}: makes no sense of "${PROBE}"`] });
}

function countUses(asked: Asked, stop: () => Promise<void>): Pick<ServingModel, 'use' | 'retire' | 'stop'> {
  let users = 0;
  let onIdle: (() => void) | undefined;
  return {
    use: async (work) => {
      users += 1;
      try {
        return await work(asked);
      } finally {
        users -= 1;
        if (users === 0) onIdle?.();
      }
    },
    retire: async () => {
      if (users > 0) {
        await new Promise<void>((resolve) => {
          onIdle = resolve;
        });
      }
      await stop();
    },
    stop,
  };
}

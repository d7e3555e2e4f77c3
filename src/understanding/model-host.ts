import { AppError, toAppError } from '../errors.js';
import type { Log } from '../log.js';
import type { Encoder } from './encoder.js';
import type { EncoderPool } from './encoder-pool.js';
import { describeFit, type ModelFit, modelFit } from './model-fit.js';
import { readModelFolder } from './model-folder.js';
import { type ModelShelf, SHIPPED } from './model-shelf.js';
import { openServingModel, type ServingModel } from './serving-model.js';
import type { Understand } from './understanding.js';

/** The model that serves, and how to change it while it does. */
export type ModelHost = {
  /** Both ask whichever model serves when they are called. */
  encoder: Encoder;
  understand: Understand;
  serving(): Serving;
  /** Of the model that serves. */
  intentFit(): ModelFit;
  /**
   * Checks another model, starts it beside the one that serves, and moves over. What was asked before is finished by the
   * one it was asked of. Whatever fails, the old one serves on.
   * @param name of a folder on the shelf
   * @throws MODEL_INVALID, MODEL_NOT_INTERCHANGEABLE, MODEL_SWAP_UNDER_WAY
   */
  swap(name: string): Promise<Serving>;
  /**
   * Back to the model that served before; once more, and forth again.
   * @throws NO_PREVIOUS_MODEL, and what `swap` throws
   */
  rollback(): Promise<Serving>;
  stop(): Promise<void>;
};

export type Serving = {
  name: string;
  modelId: string;
  /** Name of the model that a rollback brings back. */
  previous: string | null;
  /** Intents of the shop that no message is read as. */
  untaught: string[];
};

export type ModelHostOptions = {
  shelf: ModelShelf;
  startEncoder(folder: string): Promise<EncoderPool>;
  /** Names of the intents there are to answer with. */
  intents(): readonly string[];
  log: Log;
};

/**
 * Serves the model that the shelf points at. A pointer or a model that is broken stops nobody: the shipped one serves.
 * @throws MODEL_INVALID when that cannot serve either
 */
export async function createModelHost(options: ModelHostOptions): Promise<ModelHost> {
  const { shelf, log } = options;
  let { current, previous } = await openFirst(options);
  const ending = new Set<ServingModel>();
  let isChanging = false;
  let isStopped = false;

  const intentFit = (): ModelFit => modelFit(current.model.head.labels, options.intents());
  const serving = (): Serving => ({
    name: current.name,
    modelId: current.model.modelId,
    previous,
    untaught: intentFit().untaught,
  });
  const replace = async (name: string): Promise<void> => {
    const old = current;
    const next = await openBeside(old, name, options);
    const before = name === old.name ? previous : old.name;
    try {
      if (isStopped) throw new AppError('ENCODER_UNAVAILABLE');
      await shelf.point({ current: name, previous: before });
    } catch (error) {
      await next.stop();
      throw error;
    }
    current = next;
    previous = before;
    ending.add(old);
    void retire(old, log).finally(() => ending.delete(old));
  };
  const swap = async (name: string): Promise<Serving> => {
    if (isChanging) throw new AppError('MODEL_SWAP_UNDER_WAY');
    isChanging = true;
    try {
      await replace(name);
    } catch (error) {
      log.error({ name, ...describe(error) }, 'model refused, the old one serves on');
      throw error;
    } finally {
      isChanging = false;
    }
    log.info(serving(), 'another model serves');
    return serving();
  };
  return {
    encoder: {
      get dimensions() {
        return current.probe.length;
      },
      encode: (texts, how) => current.use(({ encoder }) => encoder.encode(texts, how)),
      read: (texts, how) => current.use(({ encoder }) => encoder.read(texts, how)),
    },
    understand: (text) => current.use(({ understand }) => understand(text)),
    serving,
    intentFit,
    swap,
    rollback: async () => {
      if (previous === null) throw new AppError('NO_PREVIOUS_MODEL');
      return swap(previous);
    },
    stop: async () => {
      isStopped = true;
      await Promise.all([current, ...ending].map((model) => model.stop()));
    },
  };
}

type First = { current: ServingModel; previous: string | null };

async function openFirst({ shelf, startEncoder, log }: ModelHostOptions): Promise<First> {
  const open = async (name: string): Promise<ServingModel> =>
    openServingModel({ name, model: await readModelFolder(shelf.folderOf(name)), startEncoder });
  try {
    const pointer = await shelf.pointer();
    if (pointer !== undefined) return { current: await open(pointer.current), previous: pointer.previous };
  } catch (error) {
    log.error(describe(error), 'the model put into service cannot serve; the shipped one does');
  }
  return { current: await open(SHIPPED), previous: null };
}

/** The next model, started while the old one serves. */
async function openBeside(old: ServingModel, name: string, options: ModelHostOptions): Promise<ServingModel> {
  const { shelf, startEncoder, intents } = options;
  const model = await readModelFolder(shelf.folderOf(name));
  const { strange } = modelFit(model.head.labels, intents());
  if (strange.length > 0)
    throw new AppError('MODEL_NOT_INTERCHANGEABLE', { details: describeFit(name, { strange, untaught: [] }) });
  const otherBase = new AppError('MODEL_NOT_INTERCHANGEABLE', {
    details: [
      `${name}: reads with another base encoder than ${old.name}; put it into service while the server is stopped`,
    ],
  });
  if (model.baseWeights !== old.model.baseWeights) throw otherBase;
  const next = await openServingModel({ name, model, startEncoder });
  if (readAlike(old.probe, next.probe)) return next;
  await next.stop();
  throw otherBase;
}

/** The shop's indexes hold vectors of the old model: they must mean the same to the next. */
function readAlike(one: Float32Array, other: Float32Array): boolean {
  const cosine = one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
  return one.length === other.length && Math.hypot(...one) - cosine < LEAST_DIFFERENCE;
}

/** Far above what the order of additions changes, far below what one step of training does. */
const LEAST_DIFFERENCE = 1e-3;

async function retire(old: ServingModel, log: Log): Promise<void> {
  const { modelId } = old.model;
  try {
    await old.retire();
    log.info({ modelId }, 'model retired');
  } catch (error) {
    log.warn({ modelId, error: String(error) }, 'model did not end cleanly');
  }
}

function describe(error: unknown): { code: string; details: string[] } {
  const { code, details } = toAppError(error);
  return { code, details };
}

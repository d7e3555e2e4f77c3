import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { EncodeOptions, Encoder, Reading } from '../../understanding/encoder.js';
import type { BreakerRules } from '../circuit-breaker.js';
import { type BatchJob, type BatchQueue, createBatchQueue, type Lane } from './batch-queue.js';
import { createDispatcher, type Dispatcher } from './dispatcher.js';
import type { Encoding } from './infer-request.js';
import { createInferenceClient } from './inference-client.js';
import type { Tokenise, Tokens } from './load-tokeniser.js';
import { COMPARED_TEXTS, expectSameLayers } from './same-layers.js';
import { tokeniseAll } from './tokenise-all.js';
import { type WatchedServer, watchServer } from './watched-server.js';

export type RemoteEncoderOptions = {
  /** Address of the server, to which `/v2/…` is added; http or https. */
  url: string;
  /** Name of the model on the server. */
  model: string;
  tokenise: Tokenise;
  dimensions: number;
  /** Scores of the fine-tuned head that the server must give; left out when it need not give any. */
  classes?: number | undefined;
  /** For one request, its second attempt included. Default 2,000. */
  timeoutMs?: number;
  /** Requests under way at once. Default 4. */
  maxInFlight?: number;
  /** Texts that may wait in each lane. Default 2,048. */
  queueLimit?: number;
  /** Tokens of one request at most, padding included; fewer while the server is slow. Default 16,384. */
  tokenBudget?: number;
  /** Default: bytes where the server offers them, else JSON. */
  encoding?: Encoding;
  breaker?: BreakerRules;
  /** What the model makes here of `COMPARED_TEXTS`; without it the server's scores are believed. */
  readHere?: (() => Promise<Reading[]>) | undefined;
  log: Log;
};

export type StoppableEncoder = Encoder & {
  /** Rejects what waits and what comes. */
  stop(): Promise<void>;
};

const DEFAULT_TIMEOUT_MS = 10_000;
const USUAL_BREAKER: BreakerRules = { faultLimit: 3, firstOpenMs: 1_000, lastOpenMs: 30_000 };
/** For offers and trials, beside the requests. */
const SPARE_CONNECTIONS = 1;
const TRIAL_TEXT = 'hello';
const TRIAL_WIDTH = 16;

/**
 * Encoder on a server that speaks the Open Inference Protocol. Texts become token ids here, and are sent in batches that
 * fill while the server is busy. While the server fails, every text is refused at once with ENCODER_UNAVAILABLE.
 * @throws INFERENCE_MODEL_INVALID when the server answers, but has no model that fits; one that is down may come later
 */
export async function createRemoteEncoder(options: RemoteEncoderOptions): Promise<StoppableEncoder> {
  const { dimensions, timeoutMs = 2_000, maxInFlight = 4, tokenBudget = 16_384 } = options;
  const queue = createBatchQueue();
  const server = await watchServer({
    client: createInferenceClient({
      url: options.url,
      model: { name: options.model, dimensions, classes: options.classes },
      timeoutMs,
      maxConnections: maxInFlight + SPARE_CONNECTIONS,
      encoding: options.encoding,
    }),
    rules: options.breaker ?? USUAL_BREAKER,
    ...trialOf(options),
    onOpen: () => refuseAll(queue),
    log: options.log,
  });
  const dispatcher = createDispatcher({ queue, server, maxInFlight, tokenBudget, timeoutMs });
  const ask = createDesk({ options, queue, server, dispatcher });
  return {
    dimensions,
    encode: async (texts, asked) => (await ask(texts, false, asked)).map(({ vector }) => vector),
    read: (texts, asked) => ask(texts, true, asked),
    stop: async () => {
      server.stop();
      refuseAll(queue);
    },
  };
}

/** With the folder's own readings at hand the trial is also a comparison. */
function trialOf({ tokenise, readHere }: RemoteEncoderOptions) {
  const texts = readHere === undefined ? [TRIAL_TEXT] : COMPARED_TEXTS;
  const rows = texts.map((text) => tokenise(text).ids);
  const width = Math.max(TRIAL_WIDTH, ...rows.map(({ length }) => length));
  const check = readHere && (async (served: Reading[]) => expectSameLayers(served, await readHere()));
  return { trial: { rows, width, isTunedWanted: true }, check };
}

function refuseAll(queue: BatchQueue): void {
  for (const job of queue.clear()) job.reject(new AppError('ENCODER_UNAVAILABLE'));
}

type Desk = { options: RemoteEncoderOptions; queue: BatchQueue; server: WatchedServer; dispatcher: Dispatcher };

/** Takes texts in while there is room, and hands out their readings in order, or the first fault among them. */
function createDesk({ options, queue, server, dispatcher }: Desk) {
  const { tokenise, dimensions, queueLimit = 2048 } = options;
  const arriving: Record<Lane, number> = { chat: 0, background: 0 };

  const admit = async (lane: Lane, texts: readonly string[]): Promise<Tokens[]> => {
    expectOffer(server);
    const waiting = queue.waiting(lane) + arriving[lane];
    if (waiting + texts.length > queueLimit) {
      throw new AppError('OVERLOADED', { retryAfterMs: Math.ceil((waiting + 1) * dispatcher.msPerText()) });
    }
    arriving[lane] += texts.length;
    const tokens = await tokeniseAll(tokenise, texts).finally(() => {
      arriving[lane] -= texts.length;
    });
    expectOffer(server);
    return tokens;
  };
  return async (texts: readonly string[], isTunedWanted: boolean, asked: EncodeOptions = {}): Promise<Reading[]> => {
    const { lane = 'chat', timeoutMs = DEFAULT_TIMEOUT_MS } = asked;
    const deadline = performance.now() + timeoutMs;
    const tokens = await admit(lane, texts);
    const jobs = new Set<BatchJob>();
    const readings = tokens.map(({ ids, isUnknown }): Promise<Reading> | Reading =>
      isUnknown
        ? { vector: new Float32Array(dimensions), tuned: undefined }
        : new Promise((resolve, reject) => jobs.add({ ids, lane, isTunedWanted, resolve, reject })),
    );
    const timer = setTimeout(() => {
      for (const job of jobs) job.reject(new AppError('OVERLOADED', { retryAfterMs: timeoutMs }));
    }, deadline - performance.now());
    queue.add([...jobs]);
    dispatcher.wake();
    try {
      return await Promise.all(readings);
    } catch (error) {
      queue.remove(jobs);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

function expectOffer(server: WatchedServer): void {
  if (server.offer() === undefined) throw new AppError('ENCODER_UNAVAILABLE');
}

import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { Reading } from '../../understanding/encoder.js';
import { type Answer, createHttpConnection, type Unanswered } from '../http-connection.js';
import { askTwice } from './ask-twice.js';
import { type Encoding, encodeInferRequest } from './infer-request.js';
import { decodeInferResponse, mostBytes } from './infer-response.js';
import { awaitedTensors, type BatchShape, readBatch } from './read-batch.js';
import { readServedModel, type ServedModel, type WantedModel } from './served-model.js';

export type InferenceClientOptions = {
  url: string;
  model: WantedModel;
  timeoutMs: number;
  maxConnections: number;
  /** Default: bytes where the server offers them, else JSON. */
  encoding?: Encoding | undefined;
};

/** What a server offers for one model. */
export type Offer = {
  model: ServedModel;
  encoding: Encoding;
  /** Texts in one request at most; undefined where the server does not say. */
  maxRows: number | undefined;
};

/** The Open Inference Protocol (KServe v2) over HTTP, for one model of one server. */
export type InferenceClient = {
  /**
   * What is offered, checked.
   * @throws ENCODER_UNAVAILABLE when the server or the model is not ready, INFERENCE_MODEL_INVALID when it does not fit
   */
  offer(): Promise<Offer>;
  /** @throws ENCODER_UNAVAILABLE whatever goes wrong */
  infer(offer: Offer, batch: BatchShape): Promise<Reading[]>;
  close(): void;
};

/** Longest description of a server or a model that is read. */
const DESCRIPTION_BYTES = 262_144;

const serverSchema = z.object({ extensions: z.array(z.string()).max(1_000).default([]) });
/** Of Triton's model configuration; 0 says that it does not know the first axis for a batch. */
const configSchema = z.object({ max_batch_size: z.number().int().min(0).default(0) });

export function createInferenceClient(options: InferenceClientOptions): InferenceClient {
  const { timeoutMs, model } = options;
  const connection = createHttpConnection(new URL(options.url), options.maxConnections);
  const modelPath = `/v2/models/${encodeURIComponent(model.name)}`;
  const get = async (path: string) =>
    expectOk(
      `GET ${path}`,
      await askTwice(connection, { method: 'GET', path, limitBytes: DESCRIPTION_BYTES, timeoutMs }),
    );
  const describe = async <Schema extends z.ZodType>(path: string, schema: Schema) =>
    parseDescription(path, await get(path), schema);

  const offer = async (): Promise<Offer> => {
    await get('/v2/health/ready');
    const { extensions } = await describe('/v2', serverSchema);
    const served = readServedModel(await describe(modelPath, z.unknown()), model);
    await get(`${modelPath}/ready`);
    const config = extensions.includes('model_configuration')
      ? await describe(`${modelPath}/config`, configSchema)
      : undefined;
    const offered = extensions.includes('binary_tensor_data') ? 'binary' : 'json';
    return { model: served, encoding: options.encoding ?? offered, maxRows: config?.max_batch_size || undefined };
  };

  let requests = 0;
  const infer = async ({ model: served, encoding }: Offer, batch: BatchShape): Promise<Reading[]> => {
    requests += 1;
    const id = String(requests);
    const tensors = awaitedTensors(served, batch);
    const outputs = tensors.map(({ name }) => name);
    const outcome = await askTwice(connection, {
      method: 'POST',
      path: `${modelPath}/infer`,
      limitBytes: mostBytes(tensors, encoding),
      timeoutMs,
      ...encodeInferRequest({ id, rows: batch.rows, width: batch.width, inputs: served.inputs, outputs, encoding }),
    });
    const answer = expectOk(`POST ${modelPath}/infer`, outcome);
    return readBatch(decodeInferResponse(answer, { id, model: served.name, tensors }), served, batch);
  };
  return { offer, infer, close: connection.close };
}

function expectOk(what: string, outcome: Answer | Unanswered): Answer {
  if (outcome.kind === 'unanswered') {
    throw new AppError('ENCODER_UNAVAILABLE', { details: [`${what}: ${outcome.reason}`] });
  }
  const { status } = outcome;
  if (status === 200) return outcome;
  // Nothing by that name is a mistake in the settings; anything else may pass.
  const code = status === 404 ? 'INFERENCE_MODEL_INVALID' : 'ENCODER_UNAVAILABLE';
  throw new AppError(code, { details: [`${what}: status ${status}`] });
}

function parseDescription<Schema extends z.ZodType>(path: string, { body }: Answer, schema: Schema): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new AppError('INFERENCE_MODEL_INVALID', { cause, details: [`GET ${path}: is not what the protocol says`] });
  }
}

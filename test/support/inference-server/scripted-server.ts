import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Tokens } from '../../../src/remote/inference/load-tokeniser.js';

export const TOY_DIMENSIONS = 4;
export const TOY_MODEL = 'toy';

/** One token per letter between 1 and 2; no text, no word. */
export function toyTokenise(text: string): Tokens {
  return { ids: [1, ...Array.from(text, (letter) => letter.charCodeAt(0)), 2], isUnknown: text === '' };
}

/** What the toy model makes of a text: a direction given by the sum of its ids. */
export function toyVector(ids: readonly number[]): number[] {
  const angle = ids.reduce((sum, id) => sum + id, 0) / 100;
  return [Math.cos(angle), Math.sin(angle), 0, 0].map(Math.fround);
}

type Tensor = { name: string; datatype: string; shape: number[]; data: number[]; parameters?: object };

/** One request for inference, and the answer of an honest server to it. */
export type ToyRequest = {
  id: string;
  /** Ids of each text, without padding. */
  rows: number[][];
  width: number;
  honest(change?: (answer: { id: string; model_name: string; outputs: Tensor[] }) => unknown): Buffer;
};

/** Instead of an answer. */
export type Misbehaviour = (
  request: ToyRequest,
  response: ServerResponse,
  raw: IncomingMessage,
) => void | Promise<void>;

/**
 * A server of the Open Inference Protocol with one small model, that misbehaves on demand as no real one can be asked to.
 */
export class ScriptedServer {
  /** What becomes of requests for inference; by default an honest answer. */
  onInfer: Misbehaviour = (request, response) => void response.end(request.honest());
  /** Answers to GET by path; those that are missing are 404. */
  readonly pages: Record<string, unknown> = {
    '/v2': { name: 'toy server', version: '1', extensions: [] },
    '/v2/health/ready': '',
    [`/v2/models/${TOY_MODEL}`]: {
      name: TOY_MODEL,
      versions: ['1'],
      platform: 'toy',
      inputs: ['input_ids', 'attention_mask', 'token_type_ids'].map((name) => ({
        name,
        datatype: 'INT64',
        shape: [-1, -1],
      })),
      outputs: [{ name: 'sentence_vector', datatype: 'FP32', shape: [-1, TOY_DIMENSIONS] }],
    },
    [`/v2/models/${TOY_MODEL}/ready`]: '',
  };
  /** Requests for inference so far; the first is the trial at the start. */
  readonly requests: ToyRequest[] = [];
  private readonly server: Server;
  private port = 0;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<ScriptedServer> {
    const scripted = new ScriptedServer();
    await scripted.listen();
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Again on the port it had, after `stop`. */
  async listen(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (typeof address === 'object' && address !== null) this.port = address.port;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = raw.url ?? '';
    if (raw.method === 'POST' && path === `/v2/models/${TOY_MODEL}/infer`) {
      const request = readRequest(JSON.parse(Buffer.concat(await raw.toArray()).toString()));
      this.requests.push(request);
      await this.onInfer(request, response, raw);
      return;
    }
    const page = this.pages[path];
    response
      .writeHead(page === undefined ? 404 : 200)
      .end(typeof page === 'string' ? page : JSON.stringify(page ?? {}));
  }
}

function readRequest(content: { id: string; inputs: Tensor[] }): ToyRequest {
  const values = (name: string) => content.inputs.find((tensor) => tensor.name === name)?.data ?? [];
  const [count = 0, width = 0] = content.inputs[0]?.shape ?? [];
  const [ids, mask] = [values('input_ids'), values('attention_mask')];
  const rows = Array.from({ length: count }, (_, row) =>
    ids.slice(row * width, (row + 1) * width).filter((_, at) => mask[row * width + at] === 1),
  );
  const outputs = () => [
    { name: 'sentence_vector', datatype: 'FP32', shape: [count, TOY_DIMENSIONS], data: rows.flatMap(toyVector) },
  ];
  return {
    id: content.id,
    rows,
    width,
    honest: (change) => {
      const answer = { id: content.id, model_name: TOY_MODEL, outputs: outputs() };
      return Buffer.from(JSON.stringify(change?.(answer) ?? answer));
    },
  };
}

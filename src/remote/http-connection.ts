import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  Agent as PlainAgent,
  request as plainRequest,
} from 'node:http';
import { request as secureRequest, Agent as TlsAgent } from 'node:https';

export type Ask = {
  method: 'GET' | 'POST';
  /** Begins with a slash; comes after the path of the server's own address. */
  path: string;
  headers?: Record<string, string | number>;
  body?: Uint8Array;
  /** A longer answer is not read to its end. */
  limitBytes: number;
  /** From the first byte sent to the last received, however the server spreads them. */
  timeoutMs: number;
};

export type Answer = { kind: 'answered'; status: number; headers: IncomingHttpHeaders; body: Buffer };

/** `connection` faults may pass at a second attempt; the others would only cost as much again. */
export type Unanswered = { kind: 'unanswered'; why: 'connection' | 'time' | 'size' | 'closed'; reason: string };

export type HttpConnection = {
  /** Never throws. Redirects are answers like any other and are not followed. */
  ask(ask: Ask): Promise<Answer | Unanswered>;
  /** Cuts what is under way; nothing is asked any more. */
  close(): void;
};

/** Kept-alive connections to one server. */
export function createHttpConnection(url: URL, maxSockets: number): HttpConnection {
  const isSecure = url.protocol === 'https:';
  const agent = new (isSecure ? TlsAgent : PlainAgent)({ keepAlive: true, maxSockets });
  const send = isSecure ? secureRequest : plainRequest;
  const base = url.href.replace(/\/+$/, '');
  let isClosed = false;
  return {
    ask: ({ method, path, headers = {}, body, limitBytes, timeoutMs }) =>
      new Promise((resolve) => {
        if (isClosed) return resolve({ kind: 'unanswered', why: 'closed', reason: 'the connection was closed' });
        const settle = (outcome: Answer | Unanswered) => {
          clearTimeout(timer);
          resolve(outcome);
          if (outcome.kind === 'unanswered') request.destroy();
        };
        const fail = (why: Unanswered['why'], reason: string) => settle({ kind: 'unanswered', why, reason });
        const timer = setTimeout(() => fail('time', `no answer within ${timeoutMs} ms`), timeoutMs);
        const request = send(`${base}${path}`, {
          method,
          agent,
          headers: { ...headers, 'accept-encoding': 'identity', 'content-length': body?.byteLength ?? 0 },
        });
        request.on('error', (error) => fail('connection', reasonOf(error)));
        request.on('response', (response) => readAnswer(response, limitBytes, { settle, fail }));
        request.end(body);
      }),
    close: () => {
      isClosed = true;
      agent.destroy();
    },
  };
}

type Ending = { settle(answer: Answer): void; fail(why: Unanswered['why'], reason: string): void };

function readAnswer(response: IncomingMessage, limitBytes: number, { settle, fail }: Ending): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const isTooLong = () => bytes > limitBytes || Number(response.headers['content-length'] ?? 0) > limitBytes;
  const refuse = () => fail('size', `the answer is longer than ${limitBytes} bytes`);
  if (isTooLong()) {
    refuse();
    return;
  }
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    chunks.push(chunk);
    if (isTooLong()) refuse();
  });
  response.on('error', (error) => fail('connection', reasonOf(error)));
  response.on('end', () => {
    const { statusCode = 0, headers, complete } = response;
    if (!complete) fail('connection', 'the answer was cut off');
    else settle({ kind: 'answered', status: statusCode, headers, body: Buffer.concat(chunks) });
  });
}

/** An error of several addresses tried has no text of its own. */
function reasonOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message;
}

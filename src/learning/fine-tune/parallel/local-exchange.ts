import { connect, type Socket } from 'node:net';
import { AppError } from '../../../errors.js';
import { type Exchange, PATIENCE_MS, type WorkerPlace } from './exchange.js';
import {
  BadFrame,
  bytesOf,
  createFrameReader,
  encodeHeader,
  encodeNote,
  type FrameHeader,
  faultSchema,
} from './frames.js';

/** Read at once: a gradient is tens of megabytes. */
const READ_BYTES = 1 << 20;
const LONGEST_FAULT = 1 << 16;
/** The hub gives up first, because it can say who is late. */
const GRACE_MS = 5000;
const GOODBYE_MS = 1000;

/**
 * Meets the other workers of this machine at a hub.
 * @throws WORKERS_DIFFER when the hub belongs to another run, or already has a worker of this number
 * @throws WORKER_LOST when there is no hub
 */
export async function openLocalExchange({ address, ...place }: WorkerPlace & { address: string }): Promise<Exchange> {
  const { worker, workers, run, timeoutMs = PATIENCE_MS } = place;
  const line = openLine(address, timeoutMs + GRACE_MS);
  const welcome = line.wait(new Float32Array(0));
  line.socket.write(encodeNote('hello', { run, worker, workers }));
  await welcome;
  let mean = new Float32Array(0);
  return {
    worker,
    workers,
    average: async (part, weight) => {
      if (part.length === 0) throw new RangeError('a part has at least one number');
      if (mean.length !== part.length) mean = new Float32Array(part.length);
      const answer = line.wait(mean);
      line.socket.write(encodeHeader({ kind: 'part', step: line.state.step, bytes: part.byteLength, weight }));
      line.socket.write(bytesOf(part));
      await answer;
      return mean;
    },
    close: () => sayGoodbye(line),
  };
}

/** A connection to the hub, on which one answer at a time is waited for. */
type Line = {
  socket: Socket;
  state: LineState;
  /** @param mean filled by the answer; empty while the welcome is waited for */
  wait(mean: Float32Array): Promise<void>;
};

type LineState = {
  step: number;
  mean: Float32Array;
  /** Bytes of the mean that are there. */
  filled: number;
  pending: { resolve(): void; reject(error: AppError): void; timer: NodeJS.Timeout } | undefined;
  fault: AppError | undefined;
};

function openLine(address: string, timeoutMs: number): Line {
  const state: LineState = { step: 0, mean: new Float32Array(0), filled: 0, pending: undefined, fault: undefined };
  const fail = (fault: AppError) => {
    state.fault ??= fault;
    settle(state)?.reject(state.fault);
    socket.destroy();
  };
  const read = createFrameReader({
    begin: (header) => beginFrame(state, header),
    advance: (header, content, received) => {
      if (received < header.bytes) return;
      if (header.kind === 'fault') fail(readFault(content));
      else advance(state, header);
    },
  });
  const onread = {
    buffer: new Uint8Array(READ_BYTES),
    callback: (bytes: number, buffer: Uint8Array) => {
      try {
        if (state.fault === undefined) read(buffer.subarray(0, bytes));
      } catch (error) {
        if (!(error instanceof BadFrame)) throw error;
        fail(new AppError('WORKERS_DIFFER', { details: [`the hub: ${error.message}`] }));
      }
      return true;
    },
  };
  const socket: Socket = connect({ path: address, onread });
  socket.on('error', (cause) => fail(lost(`the hub cannot be reached`, cause)));
  socket.on('close', () => fail(lost('the hub ended')));
  const wait = (mean: Float32Array) =>
    new Promise<void>((resolve, reject) => {
      if (state.fault !== undefined) return reject(state.fault);
      if (state.pending !== undefined) return reject(new RangeError('one step at a time'));
      const timer = setTimeout(() => fail(lost(`the hub did not answer within ${timeoutMs / 1000} s`)), timeoutMs);
      Object.assign(state, { mean, filled: 0, pending: { resolve, reject, timer } });
    });
  return { socket, state, wait };
}

function beginFrame(state: LineState, { kind, step, bytes }: FrameHeader): Uint8Array {
  const isWelcomed = state.mean.length > 0;
  if (kind === 'fault' && bytes <= LONGEST_FAULT) return new Uint8Array(bytes);
  if (kind === 'welcome' && !isWelcomed && bytes === 0) return new Uint8Array(0);
  const isFitting = step === state.step && state.filled + bytes <= state.mean.byteLength;
  if (kind !== 'mean' || state.pending === undefined || !isFitting) {
    throw new BadFrame(`${bytes} bytes of ${kind} were not expected`);
  }
  return bytesOf(state.mean).subarray(state.filled);
}

function advance(state: LineState, { kind, bytes }: FrameHeader): void {
  state.filled += bytes;
  if (state.filled < state.mean.byteLength) return;
  if (kind === 'mean') state.step += 1;
  settle(state)?.resolve();
}

function settle(state: LineState): LineState['pending'] {
  const { pending } = state;
  clearTimeout(pending?.timer);
  state.pending = undefined;
  return pending;
}

function readFault(content: Uint8Array): AppError {
  try {
    const { code, reason } = faultSchema.parse(JSON.parse(Buffer.from(content).toString()));
    return new AppError(code, { details: [reason] });
  } catch (cause) {
    return lost('the hub ended the run and did not say why', cause);
  }
}

function lost(reason: string, cause?: unknown): AppError {
  return new AppError('WORKER_LOST', { cause, details: [reason] });
}

async function sayGoodbye({ socket, state }: Line): Promise<void> {
  const isOpen = state.fault === undefined;
  state.fault ??= lost('this worker has ended');
  settle(state)?.reject(state.fault);
  if (!isOpen || socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => socket.destroy(), GOODBYE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.end(encodeNote('bye'));
  });
}

import type { Socket } from 'node:net';
import { z } from 'zod';
import {
  BadFrame,
  bytesOf,
  createFrameReader,
  encodeHeader,
  encodeNote,
  type Fault,
  type FrameHeader,
} from './frames.js';
import { beginPart, createStepSum, lateWorker, type StepSum, takePieces } from './step-sum.js';

/** Who is at a hub, and the step they take together. */
export type Meeting = {
  workers: number;
  run: string;
  timeoutMs: number;
  sum: StepSum;
  connections: Set<Connection>;
  /** Workers that were let in; true for those that said goodbye. */
  hasLeft: Map<number, boolean>;
  /** Runs from the first part of a step to its last. */
  timer: NodeJS.Timeout | undefined;
  /** What ended the run, of which whoever comes later is told too. */
  fault: Fault | undefined;
};

/** Without a worker it is a stranger's. */
type Connection = { socket: Socket; worker: number | undefined };

const helloSchema = z.strictObject({ run: z.string(), worker: z.number().int().min(0), workers: z.number().int() });
const LONGEST_HELLO = 4096;
/** For last words to leave. */
const GOODBYE_MS = 1000;

export function createMeeting(options: { workers: number; run: string; timeoutMs: number }): Meeting {
  const sum = createStepSum(options.workers);
  return { ...options, sum, connections: new Set(), hasLeft: new Map(), timer: undefined, fault: undefined };
}

/** Takes a new connection in. */
export function receiveConnection(meeting: Meeting, socket: Socket): void {
  const connection: Connection = { socket, worker: undefined };
  meeting.connections.add(connection);
  const read = createFrameReader({
    begin: (header) => beginFrame(meeting, connection, header),
    advance: (header, content, received) => advanceFrame(meeting, connection, { header, content, received }),
  });
  socket.on('data', (bytes) => {
    if (meeting.fault !== undefined) return;
    try {
      read(bytes);
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error;
      refuse(meeting, connection, error.message);
    }
  });
  // 'close' comes after it, and is what counts.
  socket.on('error', () => {});
  socket.on('close', () => {
    meeting.connections.delete(connection);
    const { worker } = connection;
    if (worker !== undefined && meeting.hasLeft.get(worker) !== true) lose(meeting, worker, 'ended');
  });
  if (meeting.fault !== undefined) dismiss(socket, meeting.fault);
}

/** Ends the run for all who are there and all who come. */
export function endMeeting(meeting: Meeting, fault: Fault): void {
  if (meeting.fault !== undefined) return;
  meeting.fault = fault;
  clearTimeout(meeting.timer);
  for (const { socket } of meeting.connections) dismiss(socket, fault);
}

/** @returns where the content of the frame goes */
function beginFrame(meeting: Meeting, { worker }: Connection, header: FrameHeader): Uint8Array {
  const { kind, bytes } = header;
  if (worker === undefined && kind === 'hello' && bytes <= LONGEST_HELLO) return new Uint8Array(bytes);
  if (worker !== undefined && kind === 'bye' && bytes === 0) return new Uint8Array(0);
  if (worker === undefined || kind !== 'part') throw new BadFrame(`${bytes} bytes of ${kind} were not expected`);
  const content = beginPart(meeting.sum, worker, header);
  meeting.timer ??= setTimeout(() => giveUp(meeting), meeting.timeoutMs);
  endWithoutLeft(meeting);
  return content;
}

type Frame = { header: FrameHeader; content: Uint8Array; received: number };

function advanceFrame(meeting: Meeting, connection: Connection, { header, content, received }: Frame): void {
  const { worker, socket } = connection;
  const isWhole = received === header.bytes;
  if (header.kind === 'part' && worker !== undefined) takePart(meeting, worker, received);
  if (header.kind === 'hello' && isWhole) {
    connection.worker = letIn(meeting, content);
    socket.write(encodeNote('welcome'));
  }
  if (header.kind === 'bye' && worker !== undefined) {
    meeting.hasLeft.set(worker, true);
    if (meeting.sum.size !== undefined) endWithoutLeft(meeting);
  }
}

function letIn({ run, workers, hasLeft }: Meeting, content: Uint8Array): number {
  const hello = readHello(content);
  if (hello?.run !== run) throw new BadFrame('this is another run');
  if (hello.workers !== workers || hello.worker >= workers) {
    throw new BadFrame(`worker ${hello.worker} of ${hello.workers} came to a run of ${workers}`);
  }
  if (hasLeft.has(hello.worker)) throw new BadFrame(`there was a worker ${hello.worker} before`);
  hasLeft.set(hello.worker, false);
  return hello.worker;
}

function readHello(content: Uint8Array): z.infer<typeof helloSchema> | undefined {
  try {
    return helloSchema.safeParse(JSON.parse(Buffer.from(content).toString())).data;
  } catch {
    return undefined;
  }
}

function takePart(meeting: Meeting, worker: number, received: number): void {
  const { sum, connections } = meeting;
  const { step } = sum;
  const part = sum.parts[worker];
  if (part !== undefined) part.filled = Math.floor(received / Float32Array.BYTES_PER_ELEMENT);
  for (const piece of takePieces(sum)) {
    const bytes = bytesOf(piece);
    const header = encodeHeader({ kind: 'mean', step, bytes: bytes.length, weight: 0 });
    for (const connection of connections) {
      if (connection.worker === undefined) continue;
      connection.socket.write(header);
      connection.socket.write(bytes);
    }
  }
  if (sum.step === step) return;
  clearTimeout(meeting.timer);
  meeting.timer = undefined;
}

/** A step that has begun cannot end without those who left. */
function endWithoutLeft(meeting: Meeting): void {
  for (const [worker, hasLeft] of meeting.hasLeft) if (hasLeft) lose(meeting, worker, 'ended before the others');
}

function giveUp(meeting: Meeting): void {
  lose(meeting, lateWorker(meeting.sum), `did not answer within ${meeting.timeoutMs / 1000} s`);
}

function lose(meeting: Meeting, worker: number, how: string): void {
  endMeeting(meeting, { code: 'WORKER_LOST', reason: `worker ${worker} ${how}, at step ${meeting.sum.step + 1}` });
}

/** A stranger is only sent away. */
function refuse(meeting: Meeting, { socket, worker }: Connection, reason: string): void {
  const fault: Fault = { code: 'WORKERS_DIFFER', reason };
  if (worker === undefined) dismiss(socket, fault);
  else endMeeting(meeting, fault);
}

function dismiss(socket: Socket, fault: Fault): void {
  socket.end(encodeNote('fault', fault));
  // One that hangs never reads it.
  setTimeout(() => socket.destroy(), GOODBYE_MS).unref();
}

import { z } from 'zod';

/** What the hub and a worker say to each other: a header of `HEADER_BYTES`, then `bytes` of content. */
export type FrameHeader = {
  kind: FrameKind;
  /** Calls of `average` before this one. */
  step: number;
  /** Length of the content. */
  bytes: number;
  /** Of a part. */
  weight: number;
};

/**
 * A worker begins with `hello` (JSON) and is let in by `welcome`. `part` is a worker's part of a step, `mean` a piece
 * of what became of all of them, in order. `bye` is a worker's last word, `fault` (JSON) the hub's.
 */
const KINDS = ['hello', 'welcome', 'part', 'mean', 'bye', 'fault'] as const;
export type FrameKind = (typeof KINDS)[number];

/** Says that a frame is one, and of this layout. */
const MARK = 0x43_58_47_31;
const HEADER_BYTES = 24;

export function encodeHeader({ kind, step, bytes, weight }: FrameHeader): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MARK, 0);
  header.writeUInt32LE(KINDS.indexOf(kind), 4);
  header.writeUInt32LE(step, 8);
  header.writeUInt32LE(bytes, 12);
  header.writeDoubleLE(weight, 16);
  return header;
}

/** Why a run ended for all, as a `fault` frame has it. */
export const faultSchema = z.strictObject({ code: z.enum(['WORKERS_DIFFER', 'WORKER_LOST']), reason: z.string() });
export type Fault = z.infer<typeof faultSchema>;

/** A whole frame whose content is JSON, or nothing. */
export function encodeNote(kind: FrameKind, content?: object): Buffer {
  const bytes = content === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(content));
  return Buffer.concat([encodeHeader({ kind, step: 0, bytes: bytes.length, weight: 0 }), bytes]);
}

/** Whoever reads frames. Both may throw a BadFrame. */
export type FrameSink = {
  /** Where the content of a frame is to go, as long as it says; refuse here what is too long. */
  begin(header: FrameHeader): Uint8Array;
  /** @param received bytes of the content that are there now; as many as it has: the frame is whole */
  advance(header: FrameHeader, content: Uint8Array, received: number): void;
};

export class BadFrame extends Error {}

/** Cuts a stream of bytes into frames, whatever pieces it comes in; content is written straight to where it belongs. */
export function createFrameReader(sink: FrameSink): (bytes: Uint8Array) => void {
  const head = Buffer.alloc(HEADER_BYTES);
  let headBytes = 0;
  let frame: { header: FrameHeader; content: Uint8Array; received: number } | undefined;
  return (bytes) => {
    let at = 0;
    while (at < bytes.length) {
      if (frame === undefined) {
        const taken = Math.min(HEADER_BYTES - headBytes, bytes.length - at);
        head.set(bytes.subarray(at, at + taken), headBytes);
        headBytes += taken;
        at += taken;
        if (headBytes < HEADER_BYTES) return;
        headBytes = 0;
        const header = decodeHeader(head);
        frame = { header, content: sink.begin(header), received: 0 };
      }
      const { header, content } = frame;
      const taken = Math.min(header.bytes - frame.received, bytes.length - at);
      content.set(bytes.subarray(at, at + taken), frame.received);
      const received = frame.received + taken;
      at += taken;
      frame = received < header.bytes ? { header, content, received } : undefined;
      sink.advance(header, content, received);
    }
  };
}

function decodeHeader(head: Buffer): FrameHeader {
  if (head.readUInt32LE(0) !== MARK) throw new BadFrame('what came is not a frame');
  const kind = KINDS[head.readUInt32LE(4)];
  if (kind === undefined) throw new BadFrame('a frame of no known kind came');
  const weight = head.readDoubleLE(16);
  if (!Number.isFinite(weight) || weight < 0) throw new BadFrame(`a part came with a weight of ${weight}`);
  return { kind, step: head.readUInt32LE(8), bytes: head.readUInt32LE(12), weight };
}

/** The bytes behind numbers, not copied. Both ends are one machine, or of one byte order as all that Node runs on are. */
export function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

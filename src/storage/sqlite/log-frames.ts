import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export type Frames = {
  /** Of this generation of the log; frames of older ones lie behind the end. */
  salts: Buffer;
  /** Number of the last frame up to which all adds up and a transaction is whole; 0 when there is none. */
  lastCommit: number;
  /** Number of the first frame that does not add up. */
  firstBad: number;
  /** Whether that one was written in this generation. */
  isTorn: boolean;
  /** Ends of transactions of this generation from there on. */
  commitsAfter: number;
};

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;
const CHUNK_FRAMES = 256;

/** Reads a write-ahead log as SQLite's recovery does, and looks on behind the place where that stops. */
export function readFrames(path: string): Frames | 'no-log' | 'bad-header' {
  const file = openSync(path, 'r');
  try {
    if (fstatSync(file).size <= HEADER_BYTES) return 'no-log';
    const header = readHeader(readAt(file, 0, HEADER_BYTES));
    return header === undefined ? 'bad-header' : walk(file, header);
  } finally {
    closeSync(file);
  }
}

type Sum = [number, number];
type AddUp = (bytes: Buffer, from: Sum) => Sum;
type Header = { salts: Buffer; pageBytes: number; sum: AddUp; start: Sum };

function readHeader(bytes: Buffer): Header | undefined {
  const magic = bytes.readUInt32BE(0);
  const pageBytes = bytes.readUInt32BE(8);
  const sum = checksums(magic === MAGIC);
  const start = sum(bytes.subarray(0, 24), [0, 0]);
  const isSound = (magic & ~1) === MAGIC && isAt(start, bytes, 24) && pageBytes >= 512 && pageBytes <= 65_536;
  return isSound ? { salts: Buffer.from(bytes.subarray(16, 24)), pageBytes, sum, start } : undefined;
}

/** Each frame's checksum goes on from the one before. */
function walk(file: number, { salts, pageBytes, sum, start }: Header): Frames {
  const found = { salts, lastCommit: 0, firstBad: 0, isTorn: false, commitsAfter: 0 };
  let running = start;
  let number = 0;
  for (const frame of framesOf(file, FRAME_HEADER_BYTES + pageBytes)) {
    number += 1;
    const isOurs = frame.subarray(8, 16).equals(salts);
    if (found.firstBad === 0) {
      running = sum(frame.subarray(FRAME_HEADER_BYTES), sum(frame.subarray(0, 8), running));
      if (isOurs && isAt(running, frame, 16)) {
        if (endsTransaction(frame)) found.lastCommit = number;
        continue;
      }
      Object.assign(found, { firstBad: number, isTorn: isOurs });
    }
    if (isOurs && endsTransaction(frame)) found.commitsAfter += 1;
  }
  return found.firstBad === 0 ? { ...found, firstBad: number + 1 } : found;
}

/** Whole ones only: a last one that was cut off was never synced. */
function* framesOf(file: number, frameBytes: number): Generator<Buffer> {
  for (let place = HEADER_BYTES; ; ) {
    const chunk = readAt(file, place, CHUNK_FRAMES * frameBytes);
    const count = Math.floor(chunk.length / frameBytes);
    for (let index = 0; index < count; index++) yield chunk.subarray(index * frameBytes, (index + 1) * frameBytes);
    if (count < CHUNK_FRAMES) return;
    place += chunk.length;
  }
}

/** Fewer bytes where the file ends. */
function readAt(file: number, place: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, place));
}

/** The size of the database after the transaction stands in its last frame, and 0 in the others. */
function endsTransaction(frame: Buffer): boolean {
  return frame.readUInt32BE(4) !== 0;
}

function checksums(isLittleEndian: boolean): AddUp {
  return (bytes, [first, second]) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let a = first;
    let b = second;
    for (let offset = 0; offset < bytes.length; offset += 8) {
      a = (a + view.getUint32(offset, isLittleEndian) + b) >>> 0;
      b = (b + view.getUint32(offset + 4, isLittleEndian) + a) >>> 0;
    }
    return [a, b];
  };
}

function isAt([first, second]: Sum, bytes: Buffer, offset: number): boolean {
  return bytes.readUInt32BE(offset) === first && bytes.readUInt32BE(offset + 4) === second;
}

export type Frames = {
  /** Of this generation of the log; frames of older ones lie behind the end. */
  salts: Buffer;
  /** Number of the last frame up to which all adds up and a transaction is whole; 0 when there is none. */
  lastCommit: number;
  /** Number of the first frame that does not add up. */
  firstBad: number;
  /** Whether that one was written in this generation. */
  isTorn: boolean;
  /** Ends of transactions of this generation behind it. */
  commitsAfter: number;
};

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;

/** Reads a write-ahead log as SQLite's recovery does, and looks on behind the place where that stops. */
export function readFrames(log: Buffer): Frames | 'no-log' | 'bad-header' {
  if (log.length <= HEADER_BYTES) return 'no-log';
  const magic = log.readUInt32BE(0);
  const pageBytes = log.readUInt32BE(8);
  const sum = checksums(magic === MAGIC);
  const start = sum(log.subarray(0, 24), [0, 0]);
  const isSound = (magic & ~1) === MAGIC && equal(start, log, 24) && pageBytes >= 512 && pageBytes <= 65_536;
  if (!isSound) return 'bad-header';
  const salts = log.subarray(16, 24);
  const frames = cut(log.subarray(HEADER_BYTES), FRAME_HEADER_BYTES + pageBytes);
  const isOurs = (frame: Buffer) => frame.subarray(8, 16).equals(salts);
  const { firstBad, lastCommit } = walk(frames, { isOurs, sum, start });
  const behind = frames.slice(firstBad - 1).filter(isOurs);
  const commitsAfter = behind.filter(endsTransaction).length;
  const first = frames[firstBad - 1];
  return { salts, lastCommit, firstBad, isTorn: first !== undefined && isOurs(first), commitsAfter };
}

type Sum = [number, number];
type AddUp = (bytes: Buffer, from: Sum) => Sum;
type Walk = { isOurs: (frame: Buffer) => boolean; sum: AddUp; start: Sum };

/** Each frame's checksum goes on from the one before. */
function walk(frames: Buffer[], { isOurs, sum, start }: Walk): { firstBad: number; lastCommit: number } {
  let running = start;
  let lastCommit = 0;
  for (const [index, frame] of frames.entries()) {
    if (!isOurs(frame)) return { firstBad: index + 1, lastCommit };
    running = sum(frame.subarray(FRAME_HEADER_BYTES), sum(frame.subarray(0, 8), running));
    if (!equal(running, frame, 16)) return { firstBad: index + 1, lastCommit };
    if (endsTransaction(frame)) lastCommit = index + 1;
  }
  return { firstBad: frames.length + 1, lastCommit };
}

/** The size of the database after the transaction stands in its last frame, and 0 in the others. */
function endsTransaction(frame: Buffer): boolean {
  return frame.readUInt32BE(4) !== 0;
}

function cut(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
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

function equal([first, second]: Sum, bytes: Buffer, offset: number): boolean {
  return bytes.readUInt32BE(offset) === first && bytes.readUInt32BE(offset + 4) === second;
}

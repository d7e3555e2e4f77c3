import { existsSync, readFileSync } from 'node:fs';
import { readFrames } from './log-frames.js';

/** What an unclean stop left of the write-ahead log, as far as SQLite would replay it without a word. */
export type LogState =
  /** All that was committed is there. */
  | { kind: 'whole' }
  /** The end was cut off, or damaged: by a power cut, before anybody was told that it was saved. */
  | { kind: 'cut-off' }
  /** What was acknowledged would be left out. */
  | { kind: 'damaged'; found: string };

/**
 * SQLite replays its log up to the first frame that does not add up, and takes that for the end: a flipped byte would
 * silently undo all that follows it. Two things tell the difference. A transaction is only written once the one
 * before it was synced, so what lies before the last but one commit cannot be a torn write. And the index of the log
 * (the -shm file), where it outlived the process, never counts more frames than were synced.
 * @param path of the database
 * @see https://www.sqlite.org/fileformat2.html section 4, https://www.sqlite.org/walformat.html section 2.1
 */
export function inspectLog(path: string): LogState {
  const frames = existsSync(`${path}-wal`) ? readFrames(`${path}-wal`) : 'no-log';
  if (frames === 'no-log') return { kind: 'whole' };
  if (frames === 'bad-header') return { kind: 'damaged', found: `${path}-wal: the header does not add up` };
  const { firstBad, salts, lastCommit, commitsAfter } = frames;
  if (commitsAfter > 1) return { kind: 'damaged', found: `${path}-wal: frame ${firstBad} does not add up` };
  if (framesSynced(readIfThere(`${path}-shm`), salts) > lastCommit) {
    return { kind: 'damaged', found: `${path}-wal: ends at frame ${lastCommit}, before what was acknowledged` };
  }
  return { kind: commitsAfter > 0 || frames.isTorn ? 'cut-off' : 'whole' };
}

function readIfThere(path: string): Buffer {
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

const INDEX_HEADER_BYTES = 48;

/** 0 where the index does not say, or speaks of another log: its header is written twice, and both must be equal. */
function framesSynced(index: Buffer, salts: Buffer): number {
  const header = index.subarray(0, INDEX_HEADER_BYTES);
  if (header.length < INDEX_HEADER_BYTES || !header.equals(index.subarray(header.length, 2 * header.length))) return 0;
  if (!header.subarray(32, 40).equals(salts)) return 0;
  // The index is in the byte order of the machine; of Node's platforms all are little-endian but one.
  return header.readUInt32LE(16);
}

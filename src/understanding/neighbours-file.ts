import { AppError } from '../errors.js';
import type { Neighbours } from './neighbours.js';

/**
 * neighbours.bin, little endian: 5 × 4 bytes of header (magic, rows, dimensions, classes, known rows as uint32), then
 * fingerprints of 8 bytes, labels of 2, base rows, tuned rows of 8-bit values.
 */
const MAGIC = 0x326e6843;
const HEADER_BYTES = 20;
/** Rows times classes: as many as training keeps, of as many intents as a model may have. They become a table in memory. */
const MOST_FLAGS = 100_000_000;

export function encodeNeighbours(neighbours: Neighbours): Uint8Array {
  const { dimensions, classes, known, fingerprints, labels, base, tuned } = neighbours;
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  [MAGIC, fingerprints.length, dimensions, classes, known].forEach((value, index) => {
    header.setUint32(index * 4, value, true);
  });
  return Buffer.concat(
    [header, fingerprints, labels, base, tuned].map(
      (part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
    ),
  );
}

/** @throws MODEL_INVALID when the bytes are not neighbours of so many dimensions */
export function decodeNeighbours(bytes: Uint8Array, dimensions: number): Neighbours {
  const header = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEADER_BYTES));
  if (header.byteLength < HEADER_BYTES || header.getUint32(0, true) !== MAGIC) throw invalid('is not a list of them');
  const rows = header.getUint32(4, true);
  const width = header.getUint32(8, true);
  const classes = header.getUint32(12, true);
  const known = header.getUint32(16, true);
  const expected = HEADER_BYTES + rows * (8 + 2 + 2 * width);
  if (width !== dimensions) throw invalid(`has ${width} dimensions; the encoder has ${dimensions}`);
  if (rows * classes > MOST_FLAGS) throw invalid(`has ${rows} rows of ${classes} labels, which is too many`);
  if (expected !== bytes.byteLength) throw invalid(`has ${bytes.byteLength} bytes; its header asks for ${expected}`);
  // A copy: a Buffer's own slice would share the file's memory, at any offset.
  const take = (start: number, length: number) => new Uint8Array(bytes.subarray(start, start + length)).buffer;
  const labelStart = HEADER_BYTES + 8 * rows;
  const baseStart = labelStart + 2 * rows;
  const labels = new Uint16Array(take(labelStart, 2 * rows));
  if (known > rows) throw invalid(`has ${rows} rows; its header says that ${known} of them are known`);
  if (labels.some((label) => label >= classes)) throw invalid(`has a label that is none of its ${classes}`);
  return {
    dimensions,
    classes,
    known,
    labels,
    fingerprints: new BigUint64Array(take(HEADER_BYTES, 8 * rows)),
    base: new Int8Array(take(baseStart, rows * width)),
    tuned: new Int8Array(take(baseStart + rows * width, rows * width)),
  };
}

function invalid(what: string): AppError {
  return new AppError('MODEL_INVALID', { details: [`neighbours.bin ${what}`] });
}

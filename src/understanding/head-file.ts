import { AppError } from '../errors.js';
import type { Head } from './head.js';

/**
 * head.bin, little endian: 8 × 4 bytes of header (magic, classes, dimensions, n-grams, n-grams with weights as uint32;
 * temperature, n-gram weight as float32; 0), then bias, dense, n-gram hashes, their idf, row scales, 8-bit rows.
 * Labels stand in the manifest.
 */
const MAGIC = 0x31646843;
const HEADER_BYTES = 32;

export function encodeHead(head: Head): Uint8Array {
  const { vocabulary, keptNGrams, temperature, nGramWeight } = head;
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  const counts = [MAGIC, head.labels.length, head.dimensions, vocabulary.index.size, keptNGrams];
  counts.forEach((count, index) => {
    header.setUint32(index * 4, count, true);
  });
  header.setFloat32(20, temperature, true);
  header.setFloat32(24, nGramWeight, true);
  const hashes = Uint32Array.from(vocabulary.index.keys());
  const parts = [header, head.bias, head.dense, hashes, vocabulary.idf, head.sparseScales, head.sparse];
  return Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
}

/**
 * @param labels names of the intents, which the file must have as many of
 * @throws MODEL_INVALID when the bytes are not a head of this shape
 */
export function decodeHead(bytes: Uint8Array, labels: readonly string[]): Head {
  const header = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEADER_BYTES));
  if (header.byteLength < HEADER_BYTES || header.getUint32(0, true) !== MAGIC) throw invalid('is not a head');
  const classes = header.getUint32(4, true);
  const dimensions = header.getUint32(8, true);
  const nGrams = header.getUint32(12, true);
  const keptNGrams = header.getUint32(16, true);
  const expected = HEADER_BYTES + 4 * (classes + dimensions * classes + 2 * nGrams + keptNGrams) + keptNGrams * classes;
  if (expected !== bytes.byteLength || keptNGrams > nGrams) {
    throw invalid(`has ${bytes.byteLength} bytes; its header asks for ${expected}`);
  }
  if (classes !== labels.length) throw invalid(`has ${classes} intents; the manifest names ${labels.length}`);
  const read = createReader(bytes);
  const bias = read.floats(classes);
  const dense = read.floats(dimensions * classes);
  const hashes = read.integers(nGrams);
  const idf = read.floats(nGrams);
  const index = new Map(Array.from(hashes, (hash, place) => [hash, place]));
  if (index.size !== nGrams) throw invalid('lists an n-gram twice');
  const sparseScales = read.floats(keptNGrams);
  const [temperature, nGramWeight] = [header.getFloat32(20, true), header.getFloat32(24, true)];
  if (!(temperature > 0)) throw invalid(`has temperature ${temperature}`);
  const areNumbers = [[temperature, nGramWeight], bias, dense, idf, sparseScales].every((part) =>
    part.every(Number.isFinite),
  );
  if (!areNumbers) throw invalid('holds a weight that is not a number');
  return {
    labels,
    dimensions,
    temperature,
    nGramWeight,
    dense,
    bias,
    vocabulary: { index, idf },
    keptNGrams,
    sparse: read.bytes(keptNGrams * classes),
    sparseScales,
  };
}

/** Reads one array after the other; copies, because the bytes may start anywhere. */
function createReader(bytes: Uint8Array) {
  let offset = HEADER_BYTES;
  const take = (length: number) => {
    const start = bytes.byteOffset + offset;
    offset += length;
    return bytes.buffer.slice(start, start + length);
  };
  return {
    floats: (count: number) => new Float32Array(take(count * 4)),
    integers: (count: number) => new Uint32Array(take(count * 4)),
    bytes: (count: number) => new Int8Array(take(count)),
  };
}

function invalid(what: string): AppError {
  return new AppError('MODEL_INVALID', { details: [`head.bin ${what}`] });
}

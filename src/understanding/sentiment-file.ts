import { AppError } from '../errors.js';
import { SENTIMENT_OUTPUTS, type SentimentModel } from './sentiment.js';
import { CUE_NAMES } from './sentiment-cues.js';

/**
 * sentiment.bin, little endian: 4 × 4 bytes of header (magic, dimensions, cues, outputs as uint32), then bias and
 * weights as float32.
 */
const MAGIC = 0x31736d63;
const HEADER_BYTES = 16;

export function encodeSentiment({ dimensions, bias, weights }: SentimentModel): Uint8Array {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  [MAGIC, dimensions, CUE_NAMES.length, SENTIMENT_OUTPUTS].forEach((count, index) => {
    header.setUint32(index * 4, count, true);
  });
  const parts = [header, bias, weights];
  return Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
}

/** @throws MODEL_INVALID when the bytes are not a sentiment model of this shape, or a weight is not a number */
export function decodeSentiment(bytes: Uint8Array): SentimentModel {
  const header = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEADER_BYTES));
  if (header.byteLength < HEADER_BYTES || header.getUint32(0, true) !== MAGIC)
    throw invalid('is not a sentiment model');
  const dimensions = header.getUint32(4, true);
  const [cues, outputs] = [header.getUint32(8, true), header.getUint32(12, true)];
  if (cues !== CUE_NAMES.length || outputs !== SENTIMENT_OUTPUTS) {
    throw invalid(`has ${cues} cues and ${outputs} outputs; expected ${CUE_NAMES.length} and ${SENTIMENT_OUTPUTS}`);
  }
  const expected = HEADER_BYTES + 4 * outputs * (1 + dimensions + cues);
  if (expected !== bytes.byteLength) throw invalid(`has ${bytes.byteLength} bytes; its header asks for ${expected}`);
  // Copied, because the bytes may start anywhere.
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset + HEADER_BYTES, bytes.byteOffset + expected));
  if (!numbers.every(Number.isFinite)) throw invalid('holds a weight that is not a number');
  return { dimensions, bias: numbers.slice(0, outputs), weights: numbers.slice(outputs) };
}

function invalid(what: string): AppError {
  return new AppError('MODEL_INVALID', { details: [`sentiment.bin ${what}`] });
}

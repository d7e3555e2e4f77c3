import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Log } from '../../log.js';
import type { Encoder } from '../../understanding/encoder.js';

type Options = {
  /** Of one model alone: its vectors mean nothing to another. */
  file: string;
  log: Log;
};

/** Texts kept at most: larger shops make the rest anew at every start. */
const MOST_KEPT = 50_000;
const KEY_BYTES = 32;
const SUM_BYTES = 4;

/**
 * The same encoder, keeping the vectors of background texts (products, pages) in a file, so that a server that starts
 * again has its search indexes at once and its processors for who comes back. Derived: may be deleted at any time. Holds
 * hashes of the texts, not the texts.
 */
export function rememberVectors(encoder: Encoder, { file, log }: Options): Encoder {
  const { dimensions } = encoder;
  const known = readKept(file, dimensions, log);
  const keep = (made: [string, Float32Array][]) => {
    const fresh = made.slice(0, Math.max(0, MOST_KEPT - known.size));
    for (const [key, vector] of fresh) known.set(key, vector);
    append(file, fresh, log);
  };
  return {
    dimensions,
    read: (texts, how) => encoder.read(texts, how),
    encode: async (texts, how) => {
      if (how?.lane !== 'background') return encoder.encode(texts, how);
      const keys = texts.map(keyOf);
      const missing = texts.filter((_, index) => !known.has(keys[index] ?? ''));
      if (missing.length === 0) return keys.flatMap((key) => known.get(key) ?? []);
      const vectors = await encoder.encode(missing, how);
      const made = new Map(missing.map((text, index) => [keyOf(text), vectors[index] ?? new Float32Array(dimensions)]));
      keep([...made]);
      return keys.map((key) => known.get(key) ?? made.get(key) ?? new Float32Array(dimensions));
    },
  };
}

function keyOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Every whole record up to the first that is not: key, vector, sum over both. A file with a torn end begins anew behind it. */
function readKept(file: string, dimensions: number, log: Log): Map<string, Float32Array> {
  const known = new Map<string, Float32Array>();
  try {
    if (!existsSync(file)) return known;
    const bytes = readFileSync(file);
    const size = KEY_BYTES + dimensions * 4 + SUM_BYTES;
    let at = 0;
    for (; at + size <= bytes.length; at += size) {
      const record = bytes.subarray(at, at + size - SUM_BYTES);
      if (crc32(record) !== bytes.readUInt32LE(at + size - SUM_BYTES)) break;
      known.set(record.toString('hex', 0, KEY_BYTES), toVector(record.subarray(KEY_BYTES)));
    }
    if (at < bytes.length) writeFileSync(file, bytes.subarray(0, at));
  } catch (error) {
    log.warn({ error: String(error) }, 'kept vectors could not be read and are made anew');
  }
  return known;
}

function toVector(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}

/** Losing them costs time at the next start and nothing else. */
function append(file: string, vectors: [string, Float32Array][], log: Log): void {
  if (vectors.length === 0) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, Buffer.concat(vectors.map(([key, vector]) => toRecord(key, vector))));
  } catch (error) {
    log.warn({ error: String(error) }, 'vectors could not be kept');
  }
}

function toRecord(key: string, vector: Float32Array): Buffer {
  const record = Buffer.alloc(KEY_BYTES + vector.length * 4 + SUM_BYTES);
  record.write(key, 'hex');
  for (const [index, value] of vector.entries()) record.writeFloatLE(value, KEY_BYTES + index * 4);
  record.writeUInt32LE(crc32(record.subarray(0, -SUM_BYTES)), record.length - SUM_BYTES);
  return record;
}

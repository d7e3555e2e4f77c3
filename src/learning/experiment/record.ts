import { crc32c } from './crc32c.js';

const LENGTH_BYTES = 8;
const CHECKSUM_BYTES = 4;
const MASK = 0xa282ead8;

/**
 * A record of a TFRecord file: length (64 bits, little endian) and its checksum, then the bytes and theirs.
 * tensorflow/core/lib/io/record_writer.h
 */
export function frameRecord(bytes: Uint8Array): Buffer {
  const framed = Buffer.alloc(LENGTH_BYTES + CHECKSUM_BYTES + bytes.length + CHECKSUM_BYTES);
  framed.writeBigUInt64LE(BigInt(bytes.length));
  framed.writeUInt32LE(maskedChecksum(framed.subarray(0, LENGTH_BYTES)), LENGTH_BYTES);
  framed.set(bytes, LENGTH_BYTES + CHECKSUM_BYTES);
  framed.writeUInt32LE(maskedChecksum(bytes), framed.length - CHECKSUM_BYTES);
  return framed;
}

/** Turned and shifted, because the checksum of bytes that hold their own checksum says little. */
function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c(bytes);
  return (((checksum >>> 15) | (checksum << 17)) + MASK) >>> 0;
}

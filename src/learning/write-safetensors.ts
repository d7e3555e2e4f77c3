import { toHalfPrecision } from './half-precision.js';

/** A tensor to be written; `F16` halves its bytes and keeps three decimal places. */
export type TensorToWrite = { name: string; shape: number[]; data: Float32Array; type: 'F32' | 'F16' };

/** Header and data are padded to this, as the format's own writer does. */
const ALIGNMENT = 8;

/**
 * Bytes of a safetensors file: the same tensors give the same bytes.
 * @see https://huggingface.co/docs/safetensors
 */
export function encodeSafetensors(tensors: readonly TensorToWrite[], metadata: Record<string, string> = {}): Buffer {
  const header: Record<string, object> = { __metadata__: metadata };
  let end = 0;
  const parts = tensors.map(({ name, shape, data, type }) => {
    const bytes = bytesOf(type === 'F32' ? data : toHalfPrecision(data));
    header[name] = { dtype: type, shape, data_offsets: [end, end + bytes.length] };
    end += bytes.length;
    return bytes;
  });
  const text = JSON.stringify(header);
  const length = Buffer.byteLength(text);
  const padded = Buffer.from(text + ' '.repeat((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([size, padded, ...parts]);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

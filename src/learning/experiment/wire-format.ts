/** Encoded fields of a Protocol Buffers message, ready to stand after one another. */
export type Fields = Uint8Array;

const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_FIRST = 2;
const FOUR_BYTES = 5;

/** @param value whole, from 0 to 2⁵³ - 1 */
export function wholeNumber(field: number, value: number): Fields {
  return Buffer.concat([key(field, VARINT), varint(value)]);
}

export function double(field: number, value: number): Fields {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([key(field, EIGHT_BYTES), bytes]);
}

export function float(field: number, value: number): Fields {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([key(field, FOUR_BYTES), bytes]);
}

export function text(field: number, value: string): Fields {
  return lengthFirst(field, Buffer.from(value));
}

export function message(field: number, ...fields: Fields[]): Fields {
  return lengthFirst(field, Buffer.concat(fields));
}

function lengthFirst(field: number, bytes: Uint8Array): Fields {
  return Buffer.concat([key(field, LENGTH_FIRST), varint(bytes.length), bytes]);
}

function key(field: number, wireType: number): Uint8Array {
  return varint(field * 8 + wireType);
}

/** Seven bits a byte, the lowest first; the highest bit says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
}

/**
 * Reads a TFRecord file as its description says, without the code that writes it.
 * @returns the records up to the first that is torn or damaged
 */
export function readRecords(file: Buffer): { records: Buffer[]; isWhole: boolean } {
  const records: Buffer[] = [];
  let at = 0;
  while (at < file.length) {
    if (file.length < at + 12 || file.readUInt32LE(at + 8) !== checksumOf(file.subarray(at, at + 8))) break;
    const end = at + 12 + Number(file.readBigUInt64LE(at));
    if (file.length < end + 4 || file.readUInt32LE(end) !== checksumOf(file.subarray(at + 12, end))) break;
    records.push(Buffer.from(file.subarray(at + 12, end)));
    at = end + 4;
  }
  return { records, isWhole: at === file.length };
}

/** Contents of each field of a Protocol Buffers message, undecoded, by number. */
export function readMessage(bytes: Uint8Array = new Uint8Array()): Map<number, Buffer[]> {
  const message = Buffer.from(bytes);
  const fields = new Map<number, Buffer[]>();
  let at = 0;
  const varint = () => {
    const start = at;
    while ((message[at] ?? 0) >= 128) at += 1;
    at += 1;
    return message.subarray(start, at);
  };
  const number = (digits: Buffer) => digits.reduceRight((value, byte) => value * 128 + (byte & 127), 0);
  const take = (length: number) => {
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = number(varint());
    const wireType = key % 8;
    const content = wireType === 0 ? varint() : take(wireType === 1 ? 8 : wireType === 5 ? 4 : number(varint()));
    fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), content]);
  }
  return fields;
}

/** Masked CRC-32C, a bit at a time: long division by the polynomial. */
function checksumOf(bytes: Uint8Array): number {
  let rest = 0xffffffffn;
  for (const byte of bytes) {
    rest ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) rest = rest & 1n ? (rest >> 1n) ^ 0x82f63b78n : rest >> 1n;
  }
  const checksum = rest ^ 0xffffffffn;
  return Number((((checksum >> 15n) | (checksum << 17n)) + 0xa282ead8n) & 0xffffffffn);
}

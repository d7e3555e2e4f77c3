/** What one training worker sends to another: a stretch of numbers and where they belong, or a last word. */
export type Letter = {
  kind: LetterKind;
  /** Steps before this one. */
  step: number;
  /** Numbers in the whole vector of the step, and which of them these are: `from` up to, not including, `to`. */
  size: number;
  from: number;
  to: number;
  /** Of the sender's part. */
  weight: number;
  /** 4 bytes a number; of a `fault` JSON. */
  content: Uint8Array;
};

const KINDS = ['part', 'mean', 'bye', 'fault'] as const;
export type LetterKind = (typeof KINDS)[number];

/** Says that this is a letter, and of this layout. */
const MARK = 0x43_58_52_31;
const HEADER_BYTES = 32;

export function encodeLetter({ kind, step, size, from, to, weight, content }: Letter): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  [MARK, KINDS.indexOf(kind), step, size, from, to].forEach((number, place) => {
    header.writeUInt32LE(number, place * 4);
  });
  header.writeDoubleLE(weight, 24);
  return Buffer.concat([header, content]);
}

/** @returns undefined when it is not one */
export function decodeLetter(bytes: Buffer): Letter | undefined {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== MARK) return undefined;
  const kind = KINDS[bytes.readUInt32LE(4)];
  const [step = 0, size = 0, from = 0, to = 0] = [8, 12, 16, 20].map((place) => bytes.readUInt32LE(place));
  const weight = bytes.readDoubleLE(24);
  const content = bytes.subarray(HEADER_BYTES);
  if (kind === undefined || !Number.isFinite(weight) || weight < 0) return undefined;
  if (kind !== 'fault' && content.length !== (to - from) * Float32Array.BYTES_PER_ELEMENT) return undefined;
  return { kind, step, size, from, to, weight, content };
}

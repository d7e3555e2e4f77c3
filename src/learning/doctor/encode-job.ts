/** What the doctor asks an encoding process, as JSON in `argv[2]`. */
export type EncodeJob = {
  /** Folder with config, tokeniser and the graph of this precision. */
  modelDir: string;
  device: 'cpu' | 'cuda';
  dtype: 'fp32' | 'fp16' | 'q8';
  texts: string[];
  /** Sizes to measure; none for parity alone. */
  grid: { batch: number; tokens: number }[];
  /** How long a size is measured at most, though at least once. */
  msPerSize: number;
};

export type Speed = { batch: number; tokens: number; textsPerSecond: number };

export type EncodeMessage =
  /** Vectors of the texts, each alone and unpadded, unit length. */
  | { kind: 'vectors'; vectors: Float32Array[] }
  | { kind: 'speed'; speed: Speed }
  | { kind: 'done' }
  | { kind: 'broken'; reason: string };

export const BATCHES = [1, 8, 32, 128] as const;
export const LENGTHS = [16, 32, 64, 128] as const;

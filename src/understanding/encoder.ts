/**
 * Port: text to sentence vector. A message's vector never depends on what else is being encoded.
 * @throws OVERLOADED with `retryAfterMs` when the queue is full; ENCODER_UNAVAILABLE when no process can answer
 */
export type Encoder = {
  /** Vectors in the order of `texts`, each [dimensions], unit length. */
  encode(texts: string[], options?: EncodeOptions): Promise<Float32Array[]>;
  readonly dimensions: number;
};

export type EncodeOptions = {
  /** `background` (indexing, training) waits behind every `chat` text. Default `chat`. */
  lane?: 'chat' | 'background';
  /** Give up after so long in queue and model together. Default 10,000. */
  timeoutMs?: number;
};

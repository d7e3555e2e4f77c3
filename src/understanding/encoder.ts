/**
 * Port: text to sentence vector. What is said of a message never depends on what else is being encoded.
 * @throws OVERLOADED with `retryAfterMs` when the queue is full; ENCODER_UNAVAILABLE when no process can answer
 */
export type Encoder = {
  /** Vectors in the order of `texts`, each [dimensions], unit length. */
  encode(texts: string[], options?: EncodeOptions): Promise<Float32Array[]>;
  /** The same vectors, and beside them what the fine-tuned layers make of each text where the model has such. */
  read(texts: string[], options?: EncodeOptions): Promise<Reading[]>;
  readonly dimensions: number;
};

export type EncodeOptions = {
  /** `background` (indexing, training) waits behind every `chat` text. Default `chat`. */
  lane?: 'chat' | 'background';
  /** Give up after so long in queue and model together. Default 10,000. */
  timeoutMs?: number;
};

export type Reading = {
  /** Of the base model, [dimensions], unit length; all 0 when it knows no word of the text. */
  vector: Float32Array;
  /** Undefined where the model has no fine-tuned layers or the base model knows no word of the text. */
  tuned: TunedReading | undefined;
};

export type TunedReading = {
  /** Scores of the fine-tuned head before softmax, [classes], in the order of the model's labels. */
  scores: Float32Array;
  /**
   * Logarithms of the votes of the training phrases for their labels, [classes]: the nearer by fine-tuned vectors, the
   * more a phrase has (see neighbours.ts).
   */
  votes: Float32Array;
  /** Mean cosine to the ten nearest training phrases of what the model is for, by base vectors and by fine-tuned ones, -1..1. */
  nearness: { base: number; tuned: number };
};

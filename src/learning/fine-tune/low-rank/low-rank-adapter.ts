/** All that a shop's model is beside the encoder that many shops share. */
export type LowRankAdapter = {
  rank: number;
  alpha: number;
  /** SHA-256 of the shared encoder's weights file, hex. */
  base: string;
  /** Intents in the order of the head's scores. */
  labels: string[];
  /** Adapters of the layers, then `head.weight` [hidden, classes] and `head.bias`. */
  tensors: { name: string; shape: number[]; data: Float32Array }[];
};

/** A labelled message as the encoder sees it. */
export type TokenRow = {
  ids: number[];
  label: number;
  /** What a teacher thinks, [classes]; takes half of the target where given. */
  teacher?: Float32Array;
};

/** Sentence vector (not normalised) and scores of one message. */
export type Reading = { vector: Float32Array; logits: Float32Array };

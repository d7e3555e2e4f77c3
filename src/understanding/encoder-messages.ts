/** What a pool asks an encoder process: one text, answered by a message with the same id. */
export type EncodeRequest = { id: number; text: string };

/** What an encoder process says. `broken` comes instead of `ready`, before the process ends. */
export type EncoderMessage =
  | { kind: 'ready'; dimensions: number }
  | { kind: 'broken'; reason: string }
  | { kind: 'vector'; id: number; vector: Float32Array }
  | { kind: 'failed'; id: number; reason: string };

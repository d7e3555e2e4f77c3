import { buildChildEntry } from './child-entry.js';

/** Script of one encoder process, made from its source. */
export function buildEncoderEntry(): string {
  return buildChildEntry('src/understanding/encoder-process.ts');
}

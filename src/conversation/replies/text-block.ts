import type { Block } from '../../protocol/block.js';
import type { Wordings } from '../../texts/wordings.js';
import { type Hearing, oneOf } from './one-of.js';

export function say(text: string): Block {
  return { kind: 'text', text };
}

/** Says it in words other than last time. */
export function sayOneOf(wordings: Wordings, { conversation }: { conversation: Hearing }): Block {
  return say(oneOf(wordings, conversation));
}

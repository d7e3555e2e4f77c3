import type { Block } from '../../protocol/block.js';

export function say(text: string): Block {
  return { kind: 'text', text };
}

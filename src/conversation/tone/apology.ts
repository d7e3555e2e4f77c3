import type { Block } from '../../protocol/block.js';

const APOLOGY = /\b(?:sorry|apolog(?:y|ies|i[sz]e)|regret)\b|抱歉|对不起|道歉|不好意思/iu;

/** Whether these words ask for forgiveness: once is meant, twice is a phrase. */
export function isApology(text: string): boolean {
  return APOLOGY.test(text);
}

export function apologises(block: Block): boolean {
  return block.kind === 'text' && isApology(block.text);
}

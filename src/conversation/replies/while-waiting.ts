import { speaksOfWaiting } from '../reading/only-waits.js';
import type { Reply, Turn } from '../turn.js';
import { sayOneOf } from './text-block.js';

/** For whoever waits for a person already: that one comes, or that what was said is kept for them. Nothing is asked. */
export function stillWaiting(turn: Turn): Reply {
  const { texts, message } = turn;
  const words = speaksOfWaiting(message.text) ? texts.waitingStill : texts.waitingNoted;
  return { blocks: [sayOneOf(words, turn)], keepsQuestion: true };
}

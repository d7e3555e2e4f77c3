import type { Intent } from '../../understanding/intent-catalog.js';
import type { Purpose } from './purpose.js';

/** Name of the intent that a turn serves; null where it serves none, or one that cannot be asked for of another order. */
export function servedIntent(purpose: Purpose): string | null {
  switch (purpose.kind) {
    case 'serve':
    case 'prove':
      return isWish(purpose.intent) ? purpose.intent.intent : null;
    case 'in-flow': {
      const { other, isLikelyAnswer, frame } = purpose;
      return other !== undefined && !isLikelyAnswer && isWish(other) ? other.intent : frame.intent;
    }
    case 'rate':
    case 'rating-comment':
    case 'ambiguous':
    case 'unsure':
    case 'out-of-scope':
      return null;
  }
}

function isWish({ reply }: Intent): boolean {
  return !('job' in reply) || !TALK.has(reply.job);
}

const TALK = new Set(['affirm', 'deny', 'thank', 'greet', 'farewell', 'say-bot', 'help', 'out-of-scope']);

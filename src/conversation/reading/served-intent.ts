import { isTalk } from './is-talk.js';
import type { Purpose } from './purpose.js';

/** Name of the intent that a turn serves; null where it serves none, or one that cannot be asked for of another order. */
export function servedIntent(purpose: Purpose): string | null {
  switch (purpose.kind) {
    case 'serve':
    case 'prove':
      return isTalk(purpose.intent) ? null : purpose.intent.intent;
    case 'in-flow': {
      const { other, isLikelyAnswer, frame } = purpose;
      return other !== undefined && !isLikelyAnswer && !isTalk(other) ? other.intent : frame.intent;
    }
    case 'rate':
    case 'rating-comment':
    case 'why-refused':
    case 'ambiguous':
    case 'unsure':
    case 'out-of-scope':
      return null;
  }
}

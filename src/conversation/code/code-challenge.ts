import { CODE_TRIES, CODE_VALID_MS } from '../../access/email-code.js';
import type { CodeChallenge } from '../conversation.js';
import type { RecordedEvent } from '../conversation-event.js';

/** The quick reply that asks for a code, or for another one. */
export const SEND_CODE = 'code:send';

/** The challenge after one more event. A new one takes the place of the one before, whose code is void then. */
export function codeAfter(code: CodeChallenge | undefined, { event, at }: RecordedEvent): CodeChallenge | undefined {
  switch (event.kind) {
    case 'code-asked': {
      const { challenge, customerId } = event;
      return { challenge, customerId, askedAt: at, wrongTries: 0, isOver: false };
    }
    case 'code-refused': {
      if (code === undefined) return undefined;
      const wrongTries = code.wrongTries + 1;
      return { ...code, wrongTries, isOver: code.isOver || wrongTries >= CODE_TRIES };
    }
    case 'code-unsent':
      return event.challenge === code?.challenge ? { ...code, isOver: true } : code;
    case 'identified':
      return code && { ...code, isOver: true };
    default:
      return code;
  }
}

/** Whether its code would be taken now. */
export function isOpen(code: CodeChallenge | undefined, now: number): code is CodeChallenge {
  return code !== undefined && !code.isOver && now - code.askedAt < CODE_VALID_MS;
}

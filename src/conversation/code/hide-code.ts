import type { EmailCodes } from '../../access/email-code.js';
import type { Conversation } from '../conversation.js';
import { isOpen } from './code-challenge.js';

/** Six digits by themselves, as people type a code: 123456, 123 456, 123-456. Not a part of an order number. */
const SIX_DIGITS = /(?<![\p{L}\p{N}#@.,+-])\p{Nd}{3}[ -]?\p{Nd}{3}(?![\p{L}\p{N}@-]|[.,]\p{N})/gu;

export function mayHoldCode(text: string): boolean {
  return text.search(SIX_DIGITS) >= 0;
}

export type HiddenCode = { text: string; codeMark?: string };

/**
 * The text as it may be kept: where a code is awaited, no six digits stay, since a slip of the finger is nearly the code;
 * else only the code itself goes, which somebody typed too late or twice. The first is kept as a mark.
 */
export function hideCode(
  codes: EmailCodes,
  conversation: Pick<Conversation, 'shopId' | 'conversationId' | 'code' | 'question'>,
  { text, now }: { text: string; now: number },
): HiddenCode {
  const { code, question } = conversation;
  if (code === undefined) return { text };
  const isAwaited = isOpen(code, now) && question?.kind === 'identify';
  const real = codes.codeFor({ ...conversation, ...code });
  const typed: string[] = [];
  const hidden = text.replace(SIX_DIGITS, (match) => {
    const digits = match.normalize('NFKC').replace(/[ -]/g, '');
    if (!isAwaited && digits !== real) return match;
    typed.push(digits);
    return '[code]';
  });
  const [first] = typed;
  return first === undefined ? { text } : { text: hidden, codeMark: codes.markOf(conversation, first) };
}

import type { Conversation, CustomerMessage } from '../conversation.js';
import { SEND_CODE } from './code-challenge.js';

/** Whether a code is asked for: by the button, or, while one is awaited, by saying that none came. */
export function wantsCode(
  { choice, text }: Pick<CustomerMessage, 'choice' | 'text'>,
  { code, question }: Pick<Conversation, 'code' | 'question'>,
): boolean {
  if (choice !== undefined) return choice === SEND_CODE;
  return code !== undefined && question?.kind === 'identify' && text.length <= LONGEST && NONE_CAME.test(text);
}

/** Longer texts say what they want. */
const LONGEST = 100;
const MAIL = '(?:code|e-?mail|mail|message)s?';
const NONE_CAME = new RegExp(
  [
    String.raw`\b(?:no|any|without a|another|new) ${MAIL}\b`,
    String.raw`\b(?:did ?n['’]?t|did not|have ?n['’]?t|have not|never|not|has ?n['’]?t) (?:yet )?(?:get|got|gotten|receive[d]?|see|seen|come|came|arrive[d]?)\b`,
    String.raw`\b${MAIL} (?:(?:did|has|is) ?n['’]?t|did not|has not|is not|never|not|still)\b`,
    String.raw`\bwhere(?:['’]?s| is) (?:the|my|that) ${MAIL}\b`,
    String.raw`\b(?:re-?send|(?:send|try) (?:it |me |the code |one )*again|nothing (?:came|arrived|yet|in my))\b`,
    '[没未](?:有)?(?:收到|接到|看到|到)|收不到|(?:验证码|邮件)(?:呢|在哪|还没|没)|(?:再|重新?)发',
  ].join('|'),
  'iu',
);

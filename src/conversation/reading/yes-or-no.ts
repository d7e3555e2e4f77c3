const YES = /^\s*(y|ya|yes|yep|yup|yeah|yea|ok|okay|sure|please do|do it|go ahead|confirm(ed)?|correct|right)\b/i;
const NO = /^\s*(n|no|nope|nah|don'?t|do not|keep|wait|stop|never ?mind)\b/i;

const YES_IN_CHINESE = /^\s*(是的?|对的?|好的?|可以|行|嗯+|确认|确定|没错|没问题|同意)(?=$|[\s，。！,.!]|[吧啊呀])/u;
const NO_IN_CHINESE = /^\s*(不|别|先不|算了|等等|等一下|否|保留)/u;

export function startsWithYes(text: string): boolean {
  return YES.test(text) || YES_IN_CHINESE.test(text);
}

export function startsWithNo(text: string): boolean {
  return NO.test(text) || NO_IN_CHINESE.test(text);
}

/** Thinks about it, or asks back: neither a yes nor a no, whatever the classifier makes of it. */
export function isThinking(text: string): boolean {
  return THINKING.test(text);
}

const THINKING =
  /[?？]|\b(h+m+|u+h*m+|maybe|perhaps|not sure|i guess|let me|think (about|it over|again)|why|what)\b|想想|考虑|也许|可能|为什么|再说/iu;

/** "Never mind": wants to leave what was begun. */
export function wantsToLeave(text: string): boolean {
  return /\b(never ?mind|forget|leave it|stop|cancel that|don'?t want)\b|算了|不用了/iu.test(text);
}

const YES = /^\s*(y|ya|yes|yep|yup|yeah|yea|ok|okay|sure|please do|do it|go ahead|confirm(ed)?|correct|right)\b/i;
const NO = /^\s*(n|no|nope|nah|don'?t|do not|keep|stop|never ?mind)\b/i;

const YES_IN_CHINESE = /^\s*(是的?|对的?|好的?|可以|行|嗯+|确认|确定|没错|没问题|同意)(?=$|[\s，。！,.!]|[吧啊呀])/u;
const NO_IN_CHINESE = /^\s*(不|别|先不|算了|否|保留)/u;

export function startsWithYes(text: string): boolean {
  return YES.test(text) || YES_IN_CHINESE.test(text);
}

/** "Wait" alone holds everything; with more behind it, what is behind it counts: "wait, the postcode is 36203". */
export function startsWithNo(text: string): boolean {
  const rest = text.replace(HOLD, '');
  if (KEEPS_REST.test(rest)) return false;
  return STOPS.test(text) || NO.test(rest) || NO_IN_CHINESE.test(rest) || KEEPS_ALL.test(rest);
}

/** "Hold on a second", and nothing else. */
export function onlyHolds(text: string): boolean {
  return HOLD.test(text) && text.replace(HOLD, '') === '';
}

/** Neither agrees nor refuses yet: "I'll think about it", "yes, but not yet". A no in so many words is one all the same. */
export function putsOff(text: string): boolean {
  return PUTS_OFF.test(text) && !startsWithNo(text);
}

const PUTS_OFF =
  /\b(?:let me|i['’]ll|i will|need to|have to|want to|gotta) think\b|\bthink (?:about (?:it|that)|it over)\b|\b(?:yes|yeah|ok|okay|sure)\b.{0,12}\bnot yet\b|再?(?:想想|考虑(?:一下|下)?)/iu;

const STOPS = /^\s*(?:wait|等等|等一下)[\s\p{P}吧啊呢]*$/iu;
const HOLD =
  /^\s*(?:wait(?: up)?|hold (?:on|off|up|it)|hang on|hang fire|one (?:sec(?:ond)?|moment|minute)|先?等等|先?等一?下|等会儿?|稍等|慢着|先别急)(?: (?:(?:for )?an? )?(?:sec(?:ond)?|moment|minute|bit|while)| for now)?(?:,? (?:please|pls))?(?![\p{Script=Latin}'’])[\s\p{P}吧啊呢]*/iu;
/** Of what is being arranged this takes nothing back. */
const KEEPS_REST =
  /^\s*(?:(?:please|and|but|just|i['’]ll|i will|i) ){0,3}keep (?:all )?(?:the |my )?(?:rest|others?|other \p{L}+|everything else|remaining)\b|^\s*(?:别的|其他|其它|其余|剩下)/iu;
const KEEPS_ALL =
  /\b(?:i|i['’]ll|i will|actually|rather|just|want to|please) (?:just )?keep (?:it|them|everything|all|both)\b(?! (?:else|other|the other))|(?:都|全部?|还是)(?:不[退换改]|留着|保留)/iu;

/** "Keep everything": nothing of what is being arranged shall happen; "everything except the hat" is something else. */
export function keepsEverything(text: string): boolean {
  return (
    (KEEPS_ALL.test(text) || KEEP_ALL_FIRST.test(text)) && !/\b(?:except|but|apart|besides|without)\b|除/iu.test(text)
  );
}

const KEEP_ALL_FIRST = /^\s*(?:no\W+)?keep (?:everything|all|both|them|it)\b(?! (?:else|other|the (?:other|rest)))/iu;

/** Thinks about it, or asks back: neither a yes nor a no, whatever the classifier makes of it. */
export function isThinking(text: string): boolean {
  return THINKING.test(text) || HOLD.test(text);
}

const THINKING =
  /[?？]|\b(h+m+|u+h*m+|maybe|perhaps|not sure|i (?:guess|suppose|think)(?: so)?|supposedly|probably|let me|think (about|it over|again|so)|why|what)\b|想想|考虑|也许|可能|为什么|再说/iu;

/** "Never mind": wants to leave what was begun. */
export function wantsToLeave(text: string): boolean {
  return /\b(never ?mind|forget|leave it|stop|cancel that|don'?t want)\b|算了|不用了/iu.test(text);
}

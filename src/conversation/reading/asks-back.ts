import type { ConversationEvent } from '../conversation-event.js';

/** Whether a text asks no more than why something cannot be done, or whether that is so: "why not", "so that's a no?". */
export function asksBack(text: string): boolean {
  const plain = text.trim().replaceAll('’', "'");
  return plain.length <= LONGEST && (IN_ENGLISH.test(plain) || IN_CHINESE.test(plain));
}

/** Longer texts say more. */
const LONGEST = 60;

const LEAD = String.raw`(?:(?:and|but|so|oh|ok|okay|hm+|well|wait|then|sorry|what)[\s,.?!]{1,3}){0,3}`;
const CANNOT = "(?:can(?:no| ?')?t|can not|won'?t|isn'?t|not)";
const ASKED = [
  'why(?: ever)?(?: not| so| is that| that)?',
  String.raw`why (?:${CANNOT}|can|will) (?:i|you|we|it|that)\b.{0,30}`,
  'how come(?: not)?',
  "what(?: is|'?s) the reason",
  "(?:(?:is|was|so) )?(?:that|it)(?: is|'?s)? (?:really )?(?:a|your) no",
  String.raw`no(?=\s*\?)`,
  'really|seriously|for real',
  'are you (?:sure|serious)(?: about that)?',
  '(?:is )?(?:that|it) (?:is )?(?:really )?(?:impossible|not possible|final)',
  '(?:is there )?no (?:other )?(?:way|chance|exceptions?)',
  `(?:so )?(?:i|you|we) ${CANNOT}(?: do (?:it|that))?`,
].join('|');
const IN_ENGLISH = new RegExp(`^${LEAD}(?:${ASKED})(?: then| now| at all)?[\\s?!.]*$`, 'iu');
const IN_CHINESE =
  /^(?:那么?|但是?|可是|所以|啊|哦|嗯|真的)?[，,\s]?(?:(?:为什么|为啥|凭什么|为何|怎么)(?:就|会)?(?:不行|不能|不可以|这样|退不了|改不了|取消不了)?(?:呢|啊|了)?|(?:就|是|就是|真的|完全|一点都)?(?:不行|不能|不可以|没办法|没有(?:别的|其他)?办法)了?(?:吗|嘛|么|\?|？)|真的(?:吗|\?|？)|确定(?:吗|\?|？)?)[\s？?！!。]*$/u;

/** What was said against what was asked for last, after one more event: until something else is served. */
export function refusalAfter(before: string | undefined, event: ConversationEvent): string | undefined {
  switch (event.kind) {
    case 'flow-ended':
      return event.reason;
    case 'understood':
      return typeof event.served === 'string' ? undefined : before;
    case 'closed':
      return undefined;
    default:
      return before;
  }
}

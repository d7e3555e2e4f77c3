/** What sort of thing a question asks for, and what sort of thing a paragraph holds. */
export type Kind = 'duration' | 'money' | 'place' | 'measure' | 'permission';

export const KINDS: readonly Kind[] = ['duration', 'money', 'place', 'measure', 'permission'];

/** How questions ask for it. */
const ASKED: Record<Kind, RegExp> = {
  duration:
    /\b(when|how (long|soon|quickly|fast|often|late)|until|deadline|by when|how many (days|weeks|months|years|hours)|what time|open(ing)? (times?|hours?)|cut-?off|expir\w*)\b|多久|几天|多少天|何时|(什么|啥)时候|几时|几点|多长时间|到期|过期|几年|几个?(月|星期|礼拜)/iu,
  money:
    /\b(how much|costs?|price|fees?|pay|charges?|free|surcharge|euros?|postage|discount|worth|expensive)\b|€|多少钱|几块|费|免费|包邮|收钱|要钱|加钱|花钱|便宜|贵|优惠|折/iu,
  place:
    /\b(where|which (store|shop|country|countries|tab|page)|address|located?)\b|哪里|在哪|哪儿|去哪|上哪|哪条|地址/iu,
  measure:
    /\b(sizes?|cm|centimet\w+|inch\w*|circumference|chest|bust|waist|length|small|medium|large)\b|码|厘米|公分|围|脚长|大小|多大/iu,
  permission:
    /^\W*(can|could|may|do|does|is|are|will|would|am|any|must|should)\b|\b(can (i|we|you|my)|do (i|you|we)|is it possible|possible|allowed)\b|吗|能不能|可以|能否|是否|可不可以|行不行|给不给|(能|会|行|给).*[不没]\P{Letter}*$/iu,
};

/** How paragraphs say it. */
const HELD: Record<Kind, RegExp> = {
  duration:
    /\d+(\s?[–-]\s?\d+)?( more| working)* (minutes?|hours?|days?|weeks?|months?|years?)\b|\d{1,2}:\d{2}|\b(at once|an hour|a day|a week|same day|next working day|every second|year round|january|july|december|monday|sunday)\b|\d+\s?(分钟|小时|天|周|个月|年|个工作日)|工作日|当天|立即|每月|每两周/iu,
  money: /[€£$]\s?\d|\d\s?%|\b(free|charge|duties|cash)\b|免费|免运费|优惠|差价|收费|运费/iu,
  place:
    /\b(under (orders|details|points)|in your account|field|page|street|at checkout|stores?|countries|everywhere)\b|账户|栏|页面|门店|国家|结账/iu,
  measure: /\d\s?(cm|kg|g|mm)\b|\b(usual size|true to size|size (up|down)|smaller|larger)\b|厘米|尺码|大一码|小一码/iu,
  permission:
    /\b(can|cannot|may|must|not|never|no|without|all|any|except|only|are welcome|is not|are not|does not)\b|可以|不能|不可|无法|必须|不需要|没有|都|只/iu,
};

/** What a text asks for, or holds: kinds of things, and numbers as written, thousands together ("€1,000" is 1000). */
export type Signs = { kinds: ReadonlySet<Kind>; numbers: ReadonlySet<string> };

export function signsAsked(question: string): Signs {
  return { kinds: new Set(KINDS.filter((kind) => ASKED[kind].test(question))), numbers: numbersIn(question) };
}

export function signsHeld(passage: string): Signs {
  return { kinds: new Set(KINDS.filter((kind) => HELD[kind].test(passage))), numbers: numbersIn(passage) };
}

function numbersIn(text: string): Set<string> {
  const written = text.match(/\d+(?:[.,]\d+)*/g) ?? [];
  return new Set(written.map((number) => number.replace(/,(?=\d{3}\b)/g, '').replace(',', '.')));
}

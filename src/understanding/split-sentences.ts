const MAX_PARTS = 6;
/** Longer texts are pasted documents; what follows belongs to the last part. */
const MAX_LENGTH = 10_000;

/**
 * Cuts a message into at most six sentences or clauses that could each be a message. The parts follow each other without
 * gaps: joined they are the text. Nothing is cut inside a number, a price, an address or an abbreviation, and time grows
 * with the length of the text and no faster.
 */
export function splitSentences(text: string): string[] {
  const borders = bordersOf(text.slice(0, MAX_LENGTH));
  const parts = [...borders, text.length].map((end, at) => text.slice(borders[at - 1] ?? 0, end));
  return joinToAtMost(joinFragments(parts), MAX_PARTS);
}

/** A part without the words that only tie it to the one before: "and also, where is it" as "where is it". */
export function withoutLink(part: string): string {
  const bare = part.replace(LEADING_LINK, '').replace(/[\s,，、;；]{1,20}$/u, '');
  return bare === '' ? part.trim() : bare.trim();
}

/** "另外那个" as "那个": by itself, a part asks the same of another one. */
export function withoutOther(part: string): string {
  return part.replace(/^另外(?=[那一])/u, '');
}

/** Web and mail addresses, numbers with what is tied to them, and abbreviations that no sentence ends with. */
const WHOLE =
  /https?:\/\/[^\s，。；！？]+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}|\p{L}{0,4}[-#€$£]?\p{N}[\p{L}\p{N}.,:/-]*|\b(?:mr|mrs|ms|dr|prof|vs|e\.g|i\.e|incl|excl|approx)\.\s{1,3}\S|\b(?:no|nr|art|tel|max|min|ca)\.\s{1,3}\p{N}/giu;

/** Where sentences and clauses end, in order, without the text's own end. */
function bordersOf(text: string): number[] {
  const wholes = [...text.matchAll(WHOLE)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
  const sentences = sentenceBorders(text);
  const clauses = sentences.flatMap((start, at) =>
    clauseBorders(text.slice(start, sentences[at + 1])).map((border) => start + border),
  );
  let next = 0;
  return [...sentences, ...clauses]
    .sort((one, other) => one - other)
    .filter((at, place, all) => {
      while ((wholes[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1;
      const isInside = at > (wholes[next]?.start ?? at);
      return !isInside && at !== all[place - 1] && at > 0;
    });
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
/** Many shoppers begin no sentence with a capital, without which the segmenter sees an abbreviation. */
const FULL_STOP = /(?<=[\p{L}\p{N}]{3}|\p{N})[.…]{1,3}["'”’)]{0,2}\s{1,3}(?=\p{Ll})/gu;
const ABBREVIATED = /\b(?:etc|tel|max|min|approx|incl|excl|prof)$/iu;

/** Where sentences begin, the first included. */
function sentenceBorders(text: string): number[] {
  const found = Array.from(SENTENCES.segment(text), ({ index }) => index);
  const lower = [...text.matchAll(FULL_STOP)]
    .filter(({ index }) => !ABBREVIATED.test(text.slice(Math.max(0, index - 8), index)))
    .map(({ 0: stop, index }) => index + stop.length);
  return [...new Set([...found, ...lower])].sort((one, other) => one - other);
}

const ENGLISH_LINK =
  /(?:[,;]\s{0,3}|\s)(?:(?:and|but|plus)(?:\s{1,3}(?:also|then))?|also|by the way|btw)(?=[\s,])|;/giu;
const CHINESE_LINK = /[，,;；、\s](?:还有|以及|对了)|(?:另外|并且|而且|顺便(?:问(?:一下|下)?)?)|；/gu;
const CHINESE_COMMA = /[，,]/gu;
const LEADING_LINK =
  /^[\s,，、;；.]{0,8}(?:(?:(?:and|but|plus)(?:\s{1,3}(?:also|then))?|also|by the way|btw)(?=[\s,])|还有|以及|对了|另外(?!那|一)|并且|而且|顺便(?:问(?:一下|下)?)?)?[\s,，、:：]{0,4}/iu;

/** How far a clause is looked into to tell whether it could stand alone. */
const LOOK_BACK = 160;
const LOOK_AHEAD = 80;

/** Before a link in a sentence, where what stands on either side of it could be a message of its own. */
function clauseBorders(text: string): number[] {
  const borders: number[] = [];
  for (const [link, standsAlone] of [
    [ENGLISH_LINK, isEnglishPair],
    [CHINESE_LINK, isChinesePair],
    [CHINESE_COMMA, bothAsk],
  ] as const) {
    for (const { 0: found, index } of text.matchAll(link)) {
      const from = Math.max(borders.at(-1) ?? 0, index - LOOK_BACK);
      const after = index + found.length;
      if (!standsAlone(text.slice(from, index), text.slice(after, after + LOOK_AHEAD))) continue;
      const lead = /^[,，;；、\s]{1,4}/u.exec(found)?.[0].length ?? 0;
      borders.push(index + lead);
    }
  }
  return borders;
}

const VERB =
  /\b(?:am|is|are|was|were|be|been|do|does|did|can|could|will|would|should|have|has|had|want|need|like|get|got|cancel|track|return|refund|exchange|change|send|sent|tell|show|give|help|check|where's|what's|how's|i'm|i've|i'd|it's|\p{L}{2,12}n't|wheres|whats|arrived|came|comes?|says?|works?|ordered|bought|paid|charged|please|pls|stop|(?:i|we|you|he|she|it|they) \p{L}{2,12})\b/iu;
/** How questions and wishes begin. */
const REQUEST =
  /^(?:(?:also|then|please|pls|oh|maybe|just)[\s,]{1,3}){0,2}(?:how|what|when|where|which|who|why|what's|whats|how's|hows|where's|wheres|when's|whens|can|could|do|does|did|is|are|will|would|should|may|i'd|i would|i want|i need|i wish|i'm (?:looking|trying|after)|please|pls|cancel|track|return|refund|exchange|change|send|tell|show|give|help|check|let me|subscribe|unsubscribe|delete|update|add|remove|recommend|find|book|any|(?:talk|speak) (?:to|with)|connect me|put me|get me)\b/iu;
/** Subjects that may open a matter of their own; "it" and "they" go on with the last one. */
const SUBJECT = /^(?:i|i've|i'm|my|the|your|we|one of|someone|somebody|nobody|you|this)\b/iu;

function isEnglishPair(left: string, right: string): boolean {
  const [before, after] = [
    left.replaceAll('’', "'").trim(),
    right
      .replaceAll('’', "'")
      .trimStart()
      .replace(/^,\s{0,2}/, ''),
  ];
  const opens = REQUEST.test(after) || (SUBJECT.test(after) && VERB.test(after) && countWords(after) >= 4);
  const isWhole = countWords(before) >= 3 ? VERB.test(before) || REQUEST.test(before) : SHORT_ORDER.test(before);
  return opens && countWords(after) >= 2 && isWhole;
}

/** "Cancel it", "return TS-1001": two words that ask for all there is to ask. */
const SHORT_ORDER = /^(?:cancel|return|track|exchange|refund)\s{1,3}\S{1,20}$/iu;

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'-]*/gu)?.length ?? 0;
}

/** "还有货吗" asks whether there still is some; it begins nothing. */
const STILL_HAS = /^\s?(?:没有?|货|库存|现货|多|几|吗|尺码|别的|其他)/u;

function isChinesePair(left: string, right: string): boolean {
  return lengthInHan(left) >= 4 && lengthInHan(right) >= 4 && !STILL_HAS.test(right);
}

/** Without a word that links them: two questions, or an errand and a question. What only tells something asks nothing. */
function bothAsk(left: string, right: string): boolean {
  const [before = '', after = ''] = [left.split(CLAUSE_END).at(-1), right.split(CLAUSE_END)[0]];
  return isChinesePair(before, after) && QUESTION.test(after) && (QUESTION.test(before) || ERRAND.test(before));
}

const CLAUSE_END = /[，,。；;！!？?]/u;
const QUESTION = /多久|几天|几时|什么|怎么|如何|哪|多少|吗|能不能|可不可以|有没有|是不是|[到发退收]了没/u;
const ERRAND = /^\s{0,3}(?:请|麻烦|帮我|帮忙|我要|我想|想|把)?.{0,6}(?:取消|退掉|退货|换成|换货|改成|查|开)/u;

/** The number of an order says as much as two characters. */
function lengthInHan(text: string): number {
  return (
    text.match(/\p{Script=Han}|[a-z]{0,3}-?\d{4,10}/giu)?.reduce((sum, { length }) => sum + (length > 1 ? 2 : 1), 0) ??
    0
  );
}

/** What holds no word belongs to the part before it, or to the one behind where it is first. */
function joinFragments(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && !(hasWord(part) && hasWord(last))) joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Neighbours put together so that each group is about equally long. */
function joinToAtMost(parts: readonly string[], most: number): string[] {
  if (parts.length <= most) return [...parts];
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const groups: string[][] = Array.from({ length: most }, () => []);
  let before = 0;
  for (const part of parts) {
    groups[Math.min(most - 1, Math.floor((before / total) * most))]?.push(part);
    before += part.length;
  }
  return groups.filter((group) => group.length > 0).map((group) => group.join(''));
}

import { type EndAsked, endAsked } from './ends-asked.js';
import { COUNTED, saysNoMore, withoutSlips } from './little-words.js';

/** How a message picks from products that were shown side by side. */
export type ShownPointer =
  /** "The second one": from 0; from the end below 0. */
  | { kind: 'place'; place: number }
  | { kind: 'middle' }
  /** "The cheaper one", "which is lightest". */
  | ({ kind: 'end' } & EndAsked)
  /** "What is the difference", of some of them by their places, or of all. */
  | { kind: 'difference'; places: readonly number[] }
  /** "The other one". */
  | { kind: 'other' };

/** Undefined where the text picks none. A word by itself, such as "second", counts only where the text says no more than that. */
export function readShownPointer(text: string): ShownPointer | undefined {
  const plain = withoutSlips(text);
  const places = placesIn(plain);
  if (DIFFERENCE.test(plain) || (places.length > 1 && COMPARE.test(plain))) return { kind: 'difference', places };
  if (/\b(?:first|top) two\b|前两/iu.test(plain)) return { kind: 'difference', places: [0, 1] };
  const end = endAsked(plain);
  if (end !== undefined) return { kind: 'end', ...end };
  const [place] = places;
  if (place !== undefined) return { kind: 'place', place };
  if (MIDDLE.test(plain)) return { kind: 'middle' };
  return OTHER.test(plain) ? { kind: 'other' } : undefined;
}

/** Whether the text says nothing but which one: "and the second one?", "tell me more about the cheaper one". */
export function pointsOnly(text: string): boolean {
  return readShownPointer(text) !== undefined && saysNoMore(text);
}

const DIFFERENCE = new RegExp(
  String.raw`^(?:(?:show|tell) me )?(?:about )?(?:both|all(?: (?:of )?(?:them|these|those|three|two))?)(?: please)?[\s.!?]{0,3}$|^(?:两${COUNTED}都?|都)(?:要|看看|看|介绍一下)?[。！!]?$|\b(?:differences?|compare (?:them|these|those|the)|differ(?:s|ent)? from each other|how (?:do|are) (?:they|these|those) (?:differ|different|compare))\b|^compare[\s.!?]{0,3}$|区别|差别|有(?:什么|啥|何)不同|(?:对比|比较)一下`,
  'iu',
);
const COMPARE = /\b(?:compare|differences?|versus|vs)\b|比较|对比|区别/iu;
const MIDDLE = new RegExp(String.raw`\bmiddle one\b|^(?:the )?middle[\s.!?]{0,3}$|中间的?那?${COUNTED}`, 'iu');
const OTHER = new RegExp(
  String.raw`\bthe other(?: one| product| item| option)?[\s.!?]{0,3}$|另外?[一那]?${COUNTED}`,
  'iu',
);

const PLACES: readonly (readonly [said: string, inChinese: string, place: number])[] = [
  ['first|1st|one|1', '一1', 0],
  ['second|2nd|two|2', '二2', 1],
  ['third|3rd|three|3', '三3', 2],
  ['fourth|4th|four|4', '四4', 3],
  ['fifth|5th|five|5', '五5', 4],
];
const FROM_LIST = String.raw`(?: one| product| item| option| suggestion|(?= of (?:them|these|those)\b))\b`;

/** With "one" behind it or "number" before it anywhere; by itself where nothing else is said; as digits where things are compared. */
const PATTERNS = PLACES.map(([said, inChinese, place]) => {
  const ordinal = said.split('|').slice(0, 2).join('|');
  return {
    place,
    anywhere: new RegExp(
      String.raw`\b(?:${ordinal})${FROM_LIST}|\bthe (?:${ordinal})[\s.!?]{0,3}$|\b(?:number|no\.?|option) ?(?:${said})\b|第[${inChinese}]${COUNTED}|(?<![\d第])${place + 1}号`,
      'iu',
    ),
    alone: new RegExp(String.raw`\b(?:${ordinal})\b(?! of all)|^\W*${place + 1}\W*$`, 'iu'),
    compared: new RegExp(String.raw`\b(?:${ordinal}|${place + 1})\b|第[${inChinese}]`, 'iu'),
  };
});
const LAST = {
  place: -1,
  anywhere: new RegExp(String.raw`\blast${FROM_LIST}|最后一?${COUNTED}`, 'iu'),
  alone: /^(?:(?:and|ok|okay) )?(?:the )?last[\s.!?]{0,3}$/iu,
  compared: /\blast\b|最后/iu,
};

/** In the order of the list. */
function placesIn(text: string): number[] {
  const isCompared = COMPARE.test(text);
  const isAlone = saysNoMore(text);
  return [...PATTERNS, LAST].flatMap(({ place, anywhere, alone, compared }) => {
    const isSaid = anywhere.test(text) || (isAlone && alone.test(text)) || (isCompared && compared.test(text));
    return isSaid ? [place] : [];
  });
}

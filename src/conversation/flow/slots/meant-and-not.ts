/** A piece of a text, and whether what it names is meant or ruled out. */
export type Piece = { text: string; isMeant: boolean };

/**
 * "Not the hat, only the vest", "keep the bag", "everything except the mug": cuts a text where what is meant turns into
 * what is not. Speaks of nothing but words; what they name, whoever asks has to know.
 */
export function meantAndNot(text: string): Piece[] {
  return text
    .replace(/\bnothing but\b/giu, 'only')
    .replace(/\b(all|everything|anything|both|them) but\b/giu, '$1 except')
    .split(CLAUSE_END)
    .flatMap(piecesOfClause);
}

/** Whether it says that nothing else is meant. */
export function isOnly(text: string): boolean {
  return /\b(?:only|just|solely|nothing but)\b|[只仅]/iu.test(text);
}

/** Whether it says that something comes on top. */
export function isAddition(text: string): boolean {
  return /\b(?:also|too|as well|plus|add|along with|on top)\b|^\W*and\b|还有|加上|再加|也/iu.test(text);
}

const CLAUSE_END = /[,.;:!?\n，。；：！？、]+|\s-\s|\b(?:but|however|though)\b|但是?|而是|可是/iu;

const VERB = '(?:return|send|exchange|chang|swap|refund|replac|includ|touch)(?:e|ing)?(?: (?:it )?back)?';
/** The first that fits, so "don't want to keep" stands before "keep". */
const MARKS = new RegExp(
  [
    String.raw`(?<meant>\b(?:do not|don['’]?t|dont|not)(?: \w+){0,2}? keep(?:ing)?\b|\b(?:only|just|solely|return|send|refund|exchange|change|swap|make|replace)\b|[只仅]|都退|都换|全退|其他|其余|退|换)`,
    String.raw`(?<except>\b(?:except(?: for)?|excluding|apart from|other than|besides|without|instead of|rather than|minus)\b|除了?|除去)`,
    String.raw`(?<not>\b(?:do not|don['’]?t|dont|never|won['’]?t|wont|(?<!\b(?:did|was|were|is|are|has|have|had|could|can) )not|no need to)(?: \w+){0,2}? ${VERB}\b|(?<!\b(?:was|were|are) )\bnot(?= (?:the|my|this|that|those|these|both|all|everything)\b)|^\s*(?:and )?not\b|\bnot\s*$|\b(?:keep(?:ing)?(?: only| just)?|leav(?:e|ing)(?: out)?|hold(?:ing)? on ?to|stay(?:s|ing)?|remov(?:e|ing)|exclude|drop|skip|forget(?: about)?|cancel|take (?=.{1,40}?\bout\b)|(?:is|are|was|were|fits?) (?:fine|ok(?:ay)?|good|great|perfect|all ?right|well))\b|没问题|[很挺]好|是好的|不用退|不要退|不想退|先不退|不退|别退|不用换|不要换|不换|别换|不改|别改|不是|不包括|不含|留着|留下|保留|去掉|删掉|删除|拿掉|移除)`,
  ].join('|'),
  'giu',
);

/** What may stand behind "the bag I keep" without naming anything. */
const TRIVIAL = /^[\s\p{P}]*(?:(?:it|them|that|those|please|too|as well|了|吧|的)[\s\p{P}]*)*$/iu;

function piecesOfClause(clause: string): Piece[] {
  const pieces: Piece[] = [];
  let isMeant = true;
  let at = 0;
  let mayRuleOutBefore = false;
  for (const mark of clause.matchAll(MARKS)) {
    const { meant, except, not } = mark.groups ?? {};
    pieces.push({ text: clause.slice(at, mark.index), isMeant });
    isMeant = except === undefined ? meant !== undefined : !isMeant;
    // 都退 says "all" as well as what is done with it.
    at = mark.index + (meant === undefined ? mark[0].length : 0);
    mayRuleOutBefore = not !== undefined;
  }
  pieces.push({ text: clause.slice(at), isMeant });
  return mayRuleOutBefore ? ruledOutBehind(pieces) : pieces;
}

/** "The bag I keep", 包不退: what is ruled out stands before. */
function ruledOutBehind(pieces: Piece[]): Piece[] {
  const behind = pieces.at(-1);
  if (behind === undefined || !TRIVIAL.test(behind.text)) return pieces;
  return pieces.map((piece, index) => (index === pieces.length - 2 ? { ...piece, isMeant: false } : piece));
}

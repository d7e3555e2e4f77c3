/** A full stop ends a sentence before white space only: 49.90 and shop.example go on. */
const ENDS = /(?<=[!?。！？])\s*|(?<=[.…])\s+|\n+/u;

/** Where a part of a sentence may end that is true or false by itself. */
const CLAUSE_ENDS = /[;:,；：，]\s*(?:(?:and|but|while|whereas|although|though)\s)?|\s(?=(?:while|whereas)\s)/u;

export function splitSaid(text: string): string[] {
  return parts(text, ENDS);
}

export function splitClauses(sentence: string): string[] {
  return parts(sentence, CLAUSE_ENDS);
}

function parts(text: string, at: RegExp): string[] {
  return text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

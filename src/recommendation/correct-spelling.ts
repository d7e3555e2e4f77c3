/**
 * The known word that a mistyped one most likely stands for, or undefined when none is close: similar in its
 * three-letter pieces (Dice), at most two slips away (optimal string alignment), and begun alike, as most mistyped words are.
 */
export function correctSpelling(word: string, known: Iterable<string>): string | undefined {
  if (word.length < 4) return undefined;
  const pieces = piecesOf(word);
  let best: { known: string; likeness: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > 2 || candidate.length < 4 || candidate[0] !== word[0]) continue;
    const likeness = dice(pieces, piecesOf(candidate));
    if (likeness <= (best?.likeness ?? LEAST_LIKENESS) || isComparative(word, candidate)) continue;
    if (slips(word, candidate) <= slipsAllowed(word, likeness)) best = { known: candidate, likeness };
  }
  return best?.known;
}

/** Swapped letters leave few pieces whole: "jakcet" is "jacket" by a third. */
const LEAST_LIKENESS = 0.3;

/** "cost" is not "coat" (.25) nor "store" "stove" (.40), but "socs" is "socks" (.44) and "jaket" "jacket" (.55). */
function slipsAllowed(word: string, likeness: number): number {
  if (word.length < 6) return likeness < 0.42 ? 0 : 1;
  return likeness < 0.5 ? 1 : 2;
}

/** "Shorter" is no mistyped "shorts". */
function isComparative(word: string, candidate: string): boolean {
  return /e(r|st)$/.test(word) && !/e(r|st)s?$/.test(candidate);
}

function piecesOf(word: string): Set<string> {
  const padded = ` ${word} `;
  return new Set([...padded.slice(2)].map((letter, index) => `${padded.slice(index, index + 2)}${letter}`));
}

function dice(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const piece of a) if (b.has(piece)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

function slips(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Number.POSITIVE_INFINITY) + 1 : replaced;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * Breaks a text into lines no wider than `width`, by words, and between any two characters of Chinese. Widths are
 * estimated for a system font, a little generously: a drawing has nobody to measure them.
 * @param width in pixels
 * @param size of the font, in pixels
 */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && widthOf(`${line}${piece}`.trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

/** Words with the space behind them; closing punctuation stays with what is before it. */
function piecesOf(text: string): string[] {
  return (
    text.match(
      /[\p{Script=Han}\u3000-\u303f\uff00-\uffef][，。、；：？！）」』,.;:?!)]*\s*|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+\s*|\s+/gu,
    ) ?? []
  );
}

function emsOf(character: string): number {
  if (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(character)) return 1;
  if (/[ilj.,:;'’!|()[\] ft]/.test(character)) return 0.4;
  if (/[mwMW@…—%]/.test(character)) return 0.95;
  return /[A-Z]/.test(character) ? 0.7 : 0.63;
}

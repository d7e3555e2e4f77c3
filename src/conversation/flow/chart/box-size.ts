import type { Box, ChartLanguage } from './chart.js';
import { CHART_WORDS } from './chart-words.js';
import { wrapText } from './wrap-text.js';

/** A line of text in a box: what it is, and where its baseline is under the upper edge. */
export type TextLine = { role: 'when' | 'head' | 'text' | 'note'; text: string; y: number };

export type Sized = { box: Box; width: number; height: number; lines: TextLine[] };

export const BOX_WIDTH = 320;
export const PADDING = 14;

/** Size of the font and distance of baselines, in pixels. */
const ROLES = {
  when: { size: 12, leading: 17, before: 0 },
  // Set in a heavier weight, which is wider.
  head: { size: 13, leading: 17, before: 2 },
  text: { size: 14, leading: 20, before: 4 },
  note: { size: 12, leading: 17, before: 6 },
} as const;

type Sizing = { width: number; language: ChartLanguage; when?: string };

/** A box as large as its words need. */
export function sizeBox(box: Box, { width, language, when = '' }: Sizing): Sized {
  const { text, others, notes, head } = box;
  const more = others.length === 0 ? [] : [CHART_WORDS[language].others(others.length)];
  const parts = [
    { role: 'when' as const, text: when },
    { role: 'head' as const, text: head },
    { role: 'text' as const, text },
    ...[...more, ...notes].map((note) => ({ role: 'note' as const, text: note })),
  ];
  let y = PADDING - 4;
  const lines = parts.flatMap(({ role, text: words }) => {
    const { size, leading, before } = ROLES[role];
    const wrapped = wrapText(words, width - 2 * PADDING, size);
    if (wrapped.length > 0) y += before;
    return wrapped.map((line): TextLine => {
      y += leading;
      return { role, text: line, y };
    });
  });
  return { box, width, lines, height: y + PADDING };
}

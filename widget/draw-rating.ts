import type { DrawContext } from './draw-context.js';
import { h } from './h.js';

/** Five numbers in a line, with words at both ends; each is called by its number and word, and pressing it says the word. */
export function drawRating(
  choices: readonly { label: string; choice: string }[],
  { texts, say }: DrawContext,
): HTMLElement {
  const buttons = choices.map(({ label, choice }, index) =>
    h(
      'button',
      {
        class: 'rate',
        type: 'button',
        title: label,
        'aria-label': texts.rate(index + 1, choices.length, label),
        click: () => say(label, choice),
      },
      String(index + 1),
    ),
  );
  const ends = [choices.at(0), choices.at(-1)].map((end) => h('span', {}, end?.label ?? ''));
  return h(
    'div',
    { class: 'rating', role: 'group', 'aria-label': texts.rating },
    h('div', { class: 'scale' }, ...buttons),
    h('div', { class: 'ends', 'aria-hidden': 'true' }, ...ends),
  );
}

import { createFrame, linePath } from './chart-frame.js';
import { type Html, html } from './html.js';
import { percent } from './in-words.js';
import type { OutOfScopeCurve } from './out-of-scope-curve.js';

/** Share of out-of-scope messages caught against share of the others held back by mistake. */
export function rocChart({ points, at95Recall: mark, auroc }: OutOfScopeCurve): Html {
  const { x, y, draw } = createFrame();
  const line = linePath([
    { x: x(0), y: y(0) },
    ...points.map(({ falseAlarms, recall }) => ({ x: x(falseAlarms), y: y(recall) })),
  ]);
  return draw({
    title: `Out-of-scope messages caught against false alarms, area under the curve ${auroc.toFixed(3)}`,
    xTitle: 'of the shop’s own messages, held back',
    yTitle: 'of the others, caught',
    content: [
      html`<path class="area" d="${line}L${x(1).toFixed(1)} ${y(0).toFixed(1)}Z"/>`,
      html`<path class="ideal" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>`,
      html`<text class="note" x="${x(0.62)}" y="${y(0.52)}">guessing</text>`,
      html`<path class="line" d="${line}"/>`,
      ...callOut(
        { x: x(mark.falseAlarms), y: y(mark.recall) },
        { floor: y(0), words: `95 % caught at ${percent(mark.falseAlarms)}` },
      ),
    ],
  });
}

/** Share of the calls that are right against share of out-of-scope messages caught. */
export function precisionChart({ points, at95Recall: mark, inScope, outOfScope }: OutOfScopeCurve): Html {
  const { x, y, draw } = createFrame();
  const base = outOfScope / (inScope + outOfScope);
  const line = linePath(points.map(({ recall, precision }) => ({ x: x(recall), y: y(precision) })));
  return draw({
    title: 'How many of the messages called out of scope are, by how many are caught',
    xTitle: 'of the out-of-scope messages, caught',
    yTitle: 'of those held back, rightly',
    content: [
      html`<path class="ideal" d="M${x(0)} ${y(base)}H${x(1)}"/>`,
      html`<text class="note" x="${x(0.02)}" y="${y(base) - 6}">guessing</text>`,
      html`<path class="line" d="${line}"/>`,
      ...callOut(
        { x: x(mark.recall), y: y(mark.precision) },
        { floor: y(0), words: `95 % caught at ${percent(mark.precision)}` },
      ),
    ],
  });
}

/** A marked place with a line down to the axis, and its words beside the line. */
function callOut({ x, y }: { x: number; y: number }, { floor, words }: { floor: number; words: string }): Html[] {
  const isLeft = x < 200;
  return [
    html`<path class="drop" d="M${x} ${y}V${floor}"/><circle class="mark" cx="${x}" cy="${y}" r="5"/>`,
    html`<text class="label halo" x="${isLeft ? x + 8 : x - 8}" y="${floor - 10}" text-anchor="${isLeft ? 'start' : 'end'}">${words}</text>`,
  ];
}

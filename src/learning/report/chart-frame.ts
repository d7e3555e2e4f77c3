import { type Html, html } from './html.js';
import { percent } from './in-words.js';

// In units of the viewBox, about a pixel each. The right margin is for half of "100 %".
const WIDTH = 380;
const HEIGHT = 300;
const PLOT = { left: 44, top: 36, right: 358, bottom: 258 } as const;

/** A plot whose two axes are shares. */
export type Frame = {
  x(share: number): number;
  y(share: number): number;
  /** The axes with their titles, then what was drawn. */
  draw(options: { title: string; xTitle: string; yTitle: string; content: Html[] }): Html;
};

/** @param from where both axes start, 0..1; they end at 1 */
export function createFrame(from = 0): Frame {
  const along = (share: number) => (share - from) / (1 - from);
  const x = (share: number) => PLOT.left + along(share) * (PLOT.right - PLOT.left);
  const y = (share: number) => PLOT.bottom - along(share) * (PLOT.bottom - PLOT.top);
  const steps = Math.round(from === 0 ? 5 : (1 - from) * 10);
  const ticks = Array.from({ length: steps + 1 }, (_, at) => from + (at * (1 - from)) / steps);
  const draw: Frame['draw'] = ({
    title,
    xTitle,
    yTitle,
    content,
  }) => html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
${ticks.map((tick) => html`<path class="grid" d="M${PLOT.left} ${y(tick)}H${PLOT.right}"/><text class="tick" x="${PLOT.left - 6}" y="${y(tick) + 4}" text-anchor="end">${percent(tick, 0)}</text><text class="tick" x="${x(tick)}" y="${PLOT.bottom + 16}" text-anchor="middle">${percent(tick, 0)}</text>`)}
<path class="axis" d="M${PLOT.left} ${PLOT.bottom}H${PLOT.right}"/>
<text class="title" x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${xTitle}</text>
<text class="title" x="0" y="14">${yTitle}</text>
${content}</svg>`;
  return { x, y, draw };
}

/** A line through places, as the `d` of a path. */
export function linePath(places: { x: number; y: number }[]): string {
  return places.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

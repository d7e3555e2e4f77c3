import type { HistogramBin } from './confidence-histogram.js';
import { type Html, html } from './html.js';
import { count, percent } from './in-words.js';

const WIDTH = 380;
const HEIGHT = 300;
const LEFT = 44;
const RIGHT = 358;
const PANEL = 90;

/** Two small charts over one axis: how sure the model was when it was right, and when it was wrong. */
export function histogramChart(bins: HistogramBin[]): Html {
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="How sure the model was when right and when wrong">
${panel(bins, { pick: 'right', top: 36 })}
${panel(bins, { pick: 'wrong', top: 168 })}
${[0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => html`<text class="tick" x="${placeOf(tick)}" y="274" text-anchor="middle">${percent(tick, 0)}</text>`)}
<text class="title" x="${(LEFT + RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">how sure it says it is</text>
</svg>`;
}

function panel(bins: HistogramBin[], { pick, top }: { pick: 'right' | 'wrong'; top: number }): Html {
  const most = Math.max(1, ...bins.map((bin) => bin[pick]));
  const total = bins.reduce((sum, bin) => sum + bin[pick], 0);
  const bottom = top + PANEL;
  const width = (RIGHT - LEFT) / bins.length - 2;
  const bar = (bin: HistogramBin) => {
    const height = (bin[pick] / most) * PANEL;
    return html`<rect class="bar ${pick}" x="${placeOf(bin.from) + 1}" y="${bottom - height}" width="${width}" height="${height}"><title>${percent(bin.from, 0)} to ${percent(bin.to, 0)} sure: ${count(bin[pick])} ${pick}</title></rect>`;
  };
  return html`<text class="label" x="0" y="${top - 22}">${pick}: ${count(total)}</text>
<path class="grid" d="M${LEFT} ${top}H${RIGHT}"/><text class="tick" x="${LEFT - 6}" y="${top + 4}" text-anchor="end">${count(most)}</text><text class="tick" x="${LEFT - 6}" y="${bottom + 4}" text-anchor="end">0</text>
${bins.filter((bin) => bin[pick] > 0).map(bar)}
<path class="axis" d="M${LEFT} ${bottom}H${RIGHT}"/>`;
}

function placeOf(share: number): number {
  return LEFT + share * (RIGHT - LEFT);
}

import { createFrame, linePath } from './chart-frame.js';
import { type Html, html } from './html.js';
import { messages, percent } from './in-words.js';
import type { Reliability, ReliabilityBin } from './reliability.js';

/** What was said against what was right, with the interval of each bin; on the diagonal the model can be taken at its word. */
export function reliabilityChart({ bins }: Reliability): Html {
  const from = lowestTenth(bins);
  const { x, y, draw } = createFrame(from);
  const inside = (share: number) => Math.max(from, share);
  const band = ({ confidence, interval: [low, high] }: ReliabilityBin) =>
    html`<path class="interval" d="M${x(confidence)} ${y(inside(low))}V${y(inside(high))}"/>`;
  const dot = ({ confidence, accuracy, count }: ReliabilityBin) =>
    html`<circle class="dot" cx="${x(confidence)}" cy="${y(accuracy)}" r="4"><title>${messages(count)}: ${percent(confidence)} sure, ${percent(accuracy)} right</title></circle>`;
  const middle = from + 0.3 * (1 - from);
  return draw({
    title: 'How often the model is right, by how sure it says it is',
    xTitle: 'how sure it says it is',
    yTitle: 'how often it is right',
    content: [
      html`<path class="ideal" d="M${x(from)} ${y(from)}L${x(1)} ${y(1)}"/>`,
      html`<text class="note" transform="translate(${x(middle) - 6} ${y(middle) - 8}) rotate(-36.6)" text-anchor="middle">exactly as sure as right</text>`,
      ...bins.map(band),
      html`<path class="thin line" d="${linePath(bins.map(({ confidence, accuracy }) => ({ x: x(confidence), y: y(accuracy) })))}"/>`,
      ...bins.map(dot),
    ],
  });
}

/** Both axes start here, so that the dots of a good model are not all in one corner. */
function lowestTenth(bins: ReliabilityBin[]): number {
  const lowest = bins.reduce((least, { confidence, accuracy }) => Math.min(least, confidence, accuracy), 1);
  return Math.min(0.5, Math.floor(lowest * 10) / 10);
}

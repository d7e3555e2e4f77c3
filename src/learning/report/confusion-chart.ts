import type { Confusion } from './count-confusions.js';
import { type Html, html } from './html.js';
import { intentName, messages } from './in-words.js';

/** Every pair of meant and read intents; only cells that are not 0 are drawn. */
export function confusionChart(confusion: Confusion[]): Html {
  const labels = [...new Set(confusion.flatMap(({ actual, predicted }) => [actual, predicted]))].sort();
  const cell = labels.length > 80 ? 12 : 18;
  const margin = 8 + 6.2 * Math.max(4, ...labels.map((label) => Math.min(label.length, 28)));
  const size = margin + labels.length * cell;
  const placeOf = new Map(labels.map((label, at) => [label, margin + at * cell]));
  const totals = new Map<string, number>();
  for (const { actual, count } of confusion) totals.set(actual, (totals.get(actual) ?? 0) + count);
  const draw = (each: Confusion) =>
    drawCell(each, {
      x: placeOf.get(each.predicted) ?? 0,
      y: placeOf.get(each.actual) ?? 0,
      cell,
      share: each.count / (totals.get(each.actual) ?? 1),
    });
  return html`<svg class="matrix" width="${size + 1}" height="${size + 1}" viewBox="0 0 ${size + 1} ${size + 1}" role="img" aria-label="Confusion matrix: rows are what was meant, columns what was read">
${labels.map((label) => drawNames(label, { at: placeOf.get(label) ?? 0, cell, margin, size }))}
${confusion.map(draw)}
<path class="grid" d="M${margin} ${size}H${size}V${margin}"/>
</svg>`;
}

type NamePlace = { at: number; cell: number; margin: number; size: number };

function drawNames(label: string, { at, cell, margin, size }: NamePlace): Html {
  const name = shorten(intentName(label));
  const middle = at + cell / 2 + 4;
  return html`<path class="grid" d="M${margin} ${at}H${size}M${at} ${margin}V${size}"/>
<text class="tick" x="${margin - 6}" y="${middle}" text-anchor="end">${name}</text><text class="tick" transform="translate(${middle} ${margin - 6}) rotate(-90)">${name}</text>`;
}

type CellPlace = { x: number; y: number; cell: number; share: number };

/** Right answers are quiet, mistakes loud; the larger the share of what was meant, the stronger. */
function drawCell({ actual, predicted, count }: Confusion, { x, y, cell, share }: CellPlace): Html {
  const kind = actual === predicted ? 'right' : 'wrong';
  const strength = kind === 'right' ? 0.1 + 0.4 * share : Math.min(1, 0.45 + 1.2 * share);
  const words =
    kind === 'right'
      ? `${intentName(actual)}: ${messages(count)} read right`
      : `${messages(count)} meant ${intentName(actual)}, read as ${intentName(predicted)}`;
  const digits = html`<text class="${strength > 0.7 ? 'digits strong' : 'digits'}" x="${x + cell / 2}" y="${y + cell / 2 + 3.5}" text-anchor="middle">${count}</text>`;
  return html`<g class="cell ${kind}"><rect x="${x + 0.5}" y="${y + 0.5}" width="${cell - 1}" height="${cell - 1}" fill-opacity="${strength}"/>${kind === 'wrong' && cell > 16 && count < 100 && digits}<title>${words}</title></g>`;
}

function shorten(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}

import { type Html, html } from '../../../http/html.js';
import { PADDING, type TextLine } from './box-size.js';
import type { Chart } from './chart.js';
import { type Arrangement, type Line, layOut, type Placed } from './lay-out.js';

/** A chart as an SVG picture, in its own pixels. Its colours are the page's. */
export function drawChart(chart: Chart, arrangement: Arrangement): Html {
  const { width, height, boxes, lines } = layOut(chart, arrangement);
  const box = `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`;
  return html`<svg class="${arrangement}" viewBox="${box}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img" aria-label="${chart.title}">
${lines.map(drawLine)}
${boxes.map(drawBox)}
</svg>`;
}

const ARROW = 5;

function drawLine({ points, label }: Line): Html {
  const [before, tip] = points.slice(-2);
  if (before === undefined || tip === undefined) return html``;
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const { x, y } = tip;
  const arrow =
    before.y === y
      ? `M${x} ${y}l${-ARROW * 1.6} ${-ARROW}v${2 * ARROW}z`
      : `M${x} ${y}l${-ARROW} ${-ARROW * 1.6}h${2 * ARROW}z`;
  const words = label === undefined ? undefined : drawLabel(points, label);
  return html`<path class="line" d="${path}"/><path class="arrow" d="${arrow}"/>${words}`;
}

/** Where the way begins: beside a line that goes down, over one that goes aside. */
function drawLabel([from, next]: Line['points'], label: string): Html {
  if (from === undefined || next === undefined) return html``;
  const y = from.y === next.y ? from.y - 8 : from.y + 20;
  return html`<text class="way" x="${from.x + 8}" y="${y}">${label}</text>`;
}

/** All wordings are told where the mouse rests. */
function drawBox({ x, y, width, height, lines, box }: Placed): Html {
  const { kind, text, others } = box;
  const rounding = kind === 'begin' || kind === 'over' ? 18 : 8;
  const all = others.length === 0 ? undefined : html`<title>${[text, ...others].join('\n')}</title>`;
  return html`<g class="${kind}">${all}<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${rounding}"/>${mark(kind, x, y, height)}${lines.map((line) => drawText(line, x, y))}</g>`;
}

/** A bar at the edge tells the kinds apart without their colour's help: the head names them. */
function mark(kind: Placed['box']['kind'], x: number, y: number, height: number): Html | undefined {
  if (kind === 'begin' || kind === 'over' || kind === 'say') return undefined;
  return html`<path class="mark" d="M${x + 2} ${y + 8}v${height - 16}"/>`;
}

function drawText({ role, text, y }: TextLine, left: number, top: number): Html {
  return html`<text class="${role}" x="${left + PADDING}" y="${top + y}">${text}</text>`;
}

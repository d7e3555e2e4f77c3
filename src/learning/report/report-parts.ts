import { type Html, html } from './html.js';

/** One section of the report: a heading, one or two sentences on how to read it, and what there is to see. */
export function section(
  id: string,
  title: string,
  { intro, content }: { intro: Html | string; content: Html[] },
): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><p class="intro">${intro}</p>${content}</section>`;
}

/** A chart with its caption and the figures behind it. */
export function figure(caption: string, chart: Html, figures?: Html): Html {
  const behind =
    figures &&
    html`<details class="behind"><summary>The figures</summary>${scrollable(`${caption}: the figures`, figures)}</details>`;
  return html`<figure><figcaption>${caption}</figcaption>${chart}${behind}</figure>`;
}

/** What may be wider than the page, in a box that scrolls by itself and that the keyboard reaches. */
export function scrollable(name: string, content: Html, kind = ''): Html {
  return html`<div class="scroll ${kind}" tabindex="0" role="group" aria-label="${name}">${content}</div>`;
}

type Column<Row> = { title: string; cell: (row: Row) => Html | string; sort?: (row: Row) => number | string };

/** A table; a column without `sort` holds numbers only when its cells are written so. Sortable once the script runs. */
export function table<Row>(rows: Row[], columns: Column<Row>[], { isSortable = false } = {}): Html {
  const isNumber = ({ sort }: Column<Row>) => rows[0] !== undefined && typeof sort?.(rows[0]) === 'number';
  const head = columns.map(
    (column) => html`<th scope="col"${isNumber(column) && html` class="number"`}>${column.title}</th>`,
  );
  const line = (row: Row) =>
    columns.map(
      (column) =>
        html`<td${isNumber(column) && html` class="number"`}${column.sort && html` data-sort="${column.sort(row)}"`}>${column.cell(row)}</td>`,
    );
  return html`<table${isSortable && html` data-sortable`}><thead><tr>${head}</tr></thead><tbody>${rows.map((row) => html`<tr>${line(row)}</tr>`)}</tbody></table>`;
}

/** A share as a bar from 0 to 1, with its interval as a band where there is one. */
export function shareBar(share: number, interval?: [low: number, high: number]): Html {
  const [low = 0, high = 0] = interval ?? [];
  const band = interval && html`<rect class="band" x="${low * 100}" y="2.5" width="${(high - low) * 100}" height="3"/>`;
  return html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="bar" width="${share * 100}" height="8"/>${band}</svg>`;
}

/** Shows the first rows, and the rest on demand. */
export function firstOf(items: Html[], most: number, noun: string): Html[] {
  if (items.length <= most) return items;
  const rest = items.slice(most);
  return [
    ...items.slice(0, most),
    html`<details class="rest"><summary>${rest.length} more ${noun}</summary>${rest}</details>`,
  ];
}

import { type Html, html } from './html.js';
import { intentName, percent } from './in-words.js';
import { section } from './report-parts.js';
import type { RunSummary } from './summarise-run.js';

/** The mistakes that recur, with messages they happened to. */
export function mistakesSection({ worstConfusions, count: total, right }: RunSummary): Html {
  const item = ({ actual, predicted, count: times, share, examples }: RunSummary['worstConfusions'][number]) =>
    html`<li class="mistake"><h3>${intentName(actual)} <span class="quiet">read as</span> ${intentName(predicted)}</h3><p class="hint">${times === 1 ? 'once' : `${times} times`}, ${percent(share, 0)} of the messages that meant ${intentName(actual)}</p><ul class="quotes">${examples.map(({ text, confidence }) => html`<li><q>${text}</q><span class="quiet">${percent(confidence, 0)} sure</span></li>`)}</ul></li>`;
  return section('mistakes', 'Where it goes wrong', {
    intro:
      total === right
        ? 'No message was misread.'
        : 'The mistakes that recur most, and the messages it was surest of when it made them. A pair that stands high here often needs clearer phrases on both sides, or is one intent.',
    content: [
      html`<ol class="mistakes">${worstConfusions.slice(0, 6).map(item)}</ol>`,
      ...rest(worstConfusions.slice(6).map(item)),
    ],
  });
}

function rest(items: Html[]): Html[] {
  if (items.length === 0) return [];
  return [
    html`<details class="rest"><summary>${items.length} more mistakes</summary><ol class="mistakes">${items}</ol></details>`,
  ];
}

import { type Html, html } from './html.js';
import { count, intentName, percent, points } from './in-words.js';
import { messageWords } from './message-words.js';
import { firstOf, section, table } from './report-parts.js';
import type { ExplainedMessage, RunSummary } from './summarise-run.js';

/** More would make the page slow; the wrong ones come first. */
const MOST = 200;
const AT_ONCE = 8;

/** Why messages were read as they were: words that moved the score, and the training phrases nearest to them. */
export function whySection({ explained }: RunSummary): Html {
  const cut = explained.length > MOST && ` The first ${MOST} of ${count(explained.length)} are shown.`;
  return section('why', 'Why it read a message so', {
    intro: html`<mark class="for" style="--strength:.8">Underlined words</mark> speak for the reading; <mark class="against" style="--strength:.8">dotted ones</mark> speak against it. The stronger the colour, the more the probability moves when the word is left out. Below each message are the training phrases most like it.${cut}`,
    content: [
      html`<div class="whys">${firstOf(explained.slice(0, MOST).map(explainedMessage), AT_ONCE, 'messages')}</div>`,
    ],
  });
}

function explainedMessage({ text, actual, predicted, confidence, why }: ExplainedMessage): Html {
  const isRight = actual === predicted;
  return html`<article class="why"><p class="said">${messageWords(text, why.words)}</p><p class="reading"><span class="badge ${isRight ? 'right' : 'wrong'}">${isRight ? 'right' : 'wrong'}</span> read as <strong>${intentName(predicted)}</strong>, ${percent(confidence, 0)} sure${!isRight && html`; meant <strong>${intentName(actual)}</strong>`}</p>${nearest(why.neighbours)}${wordTable(why.words)}</article>`;
}

function nearest(neighbours: ExplainedMessage['why']['neighbours']): Html | false {
  const line = ({ text, intent, similarity }: (typeof neighbours)[number]) =>
    html`<li>${text === undefined ? html`<em>one whose words are not kept</em>` : html`<q>${text}</q>`}<span class="quiet">${intentName(intent)}, ${percent(similarity, 0)} alike</span></li>`;
  return neighbours.length > 0 && html`<ul class="quotes">${neighbours.map(line)}</ul>`;
}

function wordTable(words: ExplainedMessage['why']['words']): Html | false {
  const sorted = words.toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change));
  const figures = table(sorted, [
    { title: 'Word left out', cell: ({ word }) => word },
    { title: 'Points', cell: ({ change }) => points(change), sort: ({ change }) => change },
  ]);
  return words.length > 0 && html`<details class="behind"><summary>Word by word</summary>${figures}</details>`;
}

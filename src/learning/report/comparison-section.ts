import type { RunComparison } from './compare-runs.js';
import { type Html, html } from './html.js';
import { intentName, messages, percent, points } from './in-words.js';
import { scrollable, section, table } from './report-parts.js';

const LIKELY_CHANCE = 0.05;
const MOST_SHOWN = 6;

/** Two models on the same messages: whether the difference is real, and where it is. */
export function comparisonSection(comparison: RunComparison): Html {
  const { one, other, matched, onlyInOne, onlyInOther } = comparison;
  const left = onlyInOne + onlyInOther;
  const intro = html`<strong>${other.name}</strong> against <strong>${one.name}</strong> on ${messages(matched)} that both were judged on. ${verdict(comparison)}${left > 0 && ` ${messages(left)} that only one of them has ${left === 1 ? 'was' : 'were'} left out.`}`;
  return section('comparison', 'Compared with another model', {
    intro,
    content: [
      html`<div class="pair">${outcomes(comparison)}${changes(comparison)}</div>`,
      html`<h3>Change per intent</h3><p class="hint">F1, which is low when an intent is missed or taken for another. Small groups swing by chance.</p>`,
      intentChanges(comparison),
    ],
  });
}

function verdict({ difference, interval: [low, high], pValue, one, other }: RunComparison): string {
  const range = `the true difference lies between ${points(low)} and ${points(high)} points`;
  const chance = `two equally good models would differ this much with probability ${pValue < 0.001 ? 'below 0.001' : pValue.toFixed(3)}`;
  const words = `${percent(other.accuracy)} against ${percent(one.accuracy)}: ${points(difference)} points; ${range}; ${chance}.`;
  if (pValue >= LIKELY_CHANCE) return `${words} That may well be chance.`;
  return `${words} That is hardly chance: ${difference > 0 ? 'it is better' : 'it is worse'}.`;
}

function outcomes({ bothRight, onlyOneRight, onlyOtherRight, bothWrong, one, other }: RunComparison): Html {
  const rows = [
    { title: 'Both right', count: bothRight },
    { title: `Only “${other.name}” right`, count: onlyOtherRight },
    { title: `Only “${one.name}” right`, count: onlyOneRight },
    { title: 'Both wrong', count: bothWrong },
  ];
  return html`<div><h3>Message by message</h3>${table(rows, [
    { title: 'Outcome', cell: ({ title }) => title },
    { title: 'Messages', cell: ({ count }) => String(count), sort: ({ count }) => count },
  ])}</div>`;
}

function changes({ gained, lost, onlyOneRight, onlyOtherRight }: RunComparison): Html {
  const list = (title: string, of: RunComparison['gained'], total: number) =>
    of.length > 0 &&
    html`<details class="behind"><summary>${title}: ${of.length} of ${total}</summary><ul class="quotes">${of.map(({ text, one, other, actual }) => html`<li><q>${text}</q><span class="quiet">meant ${intentName(actual)}; read as ${intentName(one)}, now ${intentName(other)}</span></li>`)}</ul></details>`;
  return html`<div><h3>Messages that changed</h3>${list('Now right', gained, onlyOtherRight)}${list('Now wrong', lost, onlyOneRight)}${gained.length + lost.length === 0 && html`<p class="hint">None.</p>`}</div>`;
}

function intentChanges({ intents }: RunComparison): Html {
  const changed = intents.filter(({ change }) => Math.abs(change) >= 0.0005);
  const worse = changed.filter(({ change }) => change < 0).slice(0, MOST_SHOWN);
  const better = changed
    .filter(({ change }) => change > 0)
    .toReversed()
    .slice(0, MOST_SHOWN);
  const unchanged = intents.length - changed.length;
  const part = (title: string, of: RunComparison['intents']) =>
    of.length > 0 && html`<div><h4>${title}</h4>${scrollable(title, intentTable(of, false))}</div>`;
  return html`<div class="pair">${part('Worse', worse)}${part('Better', better)}</div>
<details class="behind"><summary>All ${intents.length} intents${unchanged > 0 && `, ${unchanged} of them unchanged`}</summary>${scrollable('All intents', intentTable(intents, true))}</details>`;
}

function intentTable(intents: RunComparison['intents'], isSortable: boolean): Html {
  const most = Math.max(0.01, ...intents.map(({ change }) => Math.abs(change)));
  return table(
    intents,
    [
      { title: 'Intent', cell: ({ label }) => intentName(label), sort: ({ label }) => label },
      { title: 'Change', cell: ({ change }) => points(change), sort: ({ change }) => change },
      { title: '', cell: ({ change }) => changeBar(change / most) },
      { title: 'Before', cell: ({ one }) => percent(one), sort: ({ one }) => one },
      { title: 'Now', cell: ({ other }) => percent(other), sort: ({ other }) => other },
      { title: 'Messages', cell: ({ support }) => String(support), sort: ({ support }) => support },
    ],
    { isSortable },
  );
}

/** @param change −1..1, from the middle to the left or the right end */
function changeBar(change: number): Html {
  const length = Math.abs(change) * 50;
  const kind = change > 0 ? 'gain' : 'loss';
  return html`<svg class="delta" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><path class="zero" d="M50 0V8"/><rect class="${kind}" x="${change > 0 ? 50 : 50 - length}" width="${length}" height="8"/></svg>`;
}

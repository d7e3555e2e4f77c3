import { createHash } from 'node:crypto';
import { standalonePage } from '../../http/standalone-page.js';
import type { DataCare } from '../data-care/data-care.js';
import type { RunComparison } from './compare-runs.js';
import { comparisonSection } from './comparison-section.js';
import { confidenceSection } from './confidence-section.js';
import { groupsSection } from './groups-section.js';
import { type Html, html, trusted } from './html.js';
import { count, percent } from './in-words.js';
import { intentsSection } from './intents-section.js';
import { matrixSection } from './matrix-section.js';
import { mistakesSection } from './mistakes-section.js';
import { openingSentences } from './opening-sentences.js';
import { outOfScopeSection } from './out-of-scope-section.js';
import { phrasesSection } from './phrases-section.js';
import { REPORT_SCRIPT } from './report-script.js';
import { REPORT_STYLE } from './report-style.js';
import type { RunSummary } from './summarise-run.js';
import { whySection } from './why-section.js';

const SCRIPT_HASH = createHash('sha256').update(REPORT_SCRIPT).digest('base64');
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${SCRIPT_HASH}'; img-src data:`;

/**
 * The report as one HTML page that needs nothing beside it. Its script only sorts tables; the page's own policy forbids
 * any other script and every request.
 * @param comparison in which the summary's run is the other
 * @param phrases that the model learned from
 */
export function reportPage(summary: RunSummary, comparison?: RunComparison, phrases?: DataCare): string {
  const title = `${summary.name}: how well it understands`;
  const sections = listSections(summary, { comparison, phrases });
  const body = html`<header><p class="quiet">Evaluation of <span class="model">${summary.modelId}</span></p><h1>${summary.name}</h1></header>
<main>
<div class="opening">${openingSentences(summary).map((sentence) => html`<p>${sentence}</p>`)}</div>
${keyFigures(summary)}
<nav aria-label="Parts of the report">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
${sections.map(({ content }) => content)}
</main>
<script>${trusted(REPORT_SCRIPT)}</script>`;
  return standalonePage({ title, policy: POLICY, style: REPORT_STYLE, body });
}

type Part = { id: string; title: string; content: Html };

type Beside = { comparison: RunComparison | undefined; phrases: DataCare | undefined };

function listSections(summary: RunSummary, { comparison, phrases }: Beside): Part[] {
  const part = (id: string, title: string, content: Html | false | undefined): Part[] =>
    content ? [{ id, title, content }] : [];
  const { outOfScope, byNoise, byLanguage, explained } = summary;
  return [
    ...part('comparison', 'Comparison', comparison && comparisonSection(comparison)),
    ...part('mistakes', 'Mistakes', mistakesSection(summary)),
    ...part('confidence', 'Confidence', summary.count > 0 && confidenceSection(summary)),
    ...part('out-of-scope', 'Out of scope', outOfScope && outOfScopeSection(outOfScope)),
    ...part('groups', 'Noise and languages', byNoise.length + byLanguage.length > 0 && groupsSection(summary)),
    ...part('why', 'Why', explained.length > 0 && whySection(summary)),
    ...part('phrases', 'Phrases', phrases && phrasesSection(phrases)),
    ...part('intents', 'Intents', intentsSection(summary)),
    ...part('matrix', 'Matrix', summary.count > 0 && matrixSection(summary)),
  ];
}

function keyFigures({ accuracy, macroF1, weightedF1, reliability, outOfScope, count: total }: RunSummary): Html {
  const entry = (name: string, value: string, meaning: string) =>
    html`<div><dt>${name}</dt><dd>${value}</dd><dd class="quiet">${meaning}</dd></div>`;
  return html`<dl class="key">
${entry('Accuracy', percent(accuracy), `read right, of ${count(total)}`)}
${entry('Macro F1', percent(macroF1), 'every intent alike')}
${entry('Weighted F1', percent(weightedF1), 'by messages')}
${entry('Calibration error', percent(reliability.ece), 'said against right')}
${outOfScope && entry('Out-of-scope AUROC', outOfScope.auroc.toFixed(3), `${percent(outOfScope.at95Recall.falseAlarms)} false alarms at 95 % caught`)}
</dl>`;
}

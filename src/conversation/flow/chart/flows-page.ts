import { createHash } from 'node:crypto';
import { type Html, html } from '../../../http/html.js';
import { standalonePage } from '../../../http/standalone-page.js';
import type { Chart, ChartLanguage } from './chart.js';
import { drawChart } from './draw-chart.js';
import { FLOWS_STYLE } from './flows-style.js';
import { toMermaid } from './to-mermaid.js';

const STYLE_HASH = createHash('sha256').update(FLOWS_STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:`;

const WORDS: Record<ChartLanguage, { title: string; intro: string; source: string }> = {
  en: {
    title: 'What the bot does, job by job',
    intro: 'Drawn from the files in intents/flows. Rest the mouse on a box to read all its wordings.',
    source: 'As Mermaid text',
  },
  zh: {
    title: '机器人如何办理每项业务',
    intro: '根据 intents/flows 中的文件绘制。将鼠标停在方框上可查看全部说法。',
    source: 'Mermaid 文本',
  },
};

/** Flows in both languages. */
export type ChartPair = Record<ChartLanguage, Chart>;

/**
 * All flows as one HTML page that needs nothing beside it and runs no script: English and Chinese are switched by its
 * style, wide and narrow pictures by the width of the window.
 */
export function flowsPage(charts: readonly ChartPair[]): string {
  const body = html`<fieldset class="languages"><legend>Language · 语言</legend>
<label><input type="radio" name="language" id="in-en" checked> English</label>
<label><input type="radio" name="language" id="in-zh"> 中文</label></fieldset>
${inLanguage('en', charts)}
${inLanguage('zh', charts)}`;
  return standalonePage({ title: WORDS.en.title, policy: POLICY, style: FLOWS_STYLE, body });
}

function inLanguage(language: ChartLanguage, charts: readonly ChartPair[]): Html {
  const { title, intro } = WORDS[language];
  const mine = charts.map((pair) => pair[language]);
  return html`<main class="${language}" lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<h1>${title}</h1><p class="quiet">${intro}</p>
<nav>${mine.map((chart) => html`<a href="#${idOf(chart)}">${chart.title}</a>`)}</nav>
${mine.map(section)}
</main>`;
}

function section(chart: Chart): Html {
  return html`<section id="${idOf(chart)}"><h2>${chart.title}</h2><p class="quiet name">${chart.name}.yaml</p>
<div class="scroll">${drawChart(chart, 'beside')}${drawChart(chart, 'below')}</div>
<details><summary>${WORDS[chart.language].source}</summary><pre>${toMermaid(chart).join('\n')}</pre></details></section>`;
}

function idOf({ name, language }: Chart): string {
  return `${name}-${language}`;
}

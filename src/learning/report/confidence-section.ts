import { histogramChart } from './histogram-chart.js';
import { type Html, html } from './html.js';
import { count, percent } from './in-words.js';
import { reliabilityChart } from './reliability-chart.js';
import { figure, section, table } from './report-parts.js';
import type { RunSummary } from './summarise-run.js';

/** Whether its confidence can be trusted. */
export function confidenceSection({ reliability, histogram }: RunSummary): Html {
  const bins = table(reliability.bins, [
    { title: 'Sure, on average', cell: ({ confidence }) => percent(confidence), sort: ({ confidence }) => confidence },
    { title: 'Right', cell: ({ accuracy }) => percent(accuracy), sort: ({ accuracy }) => accuracy },
    { title: 'From', cell: ({ interval: [low] }) => percent(low), sort: ({ interval: [low] }) => low },
    { title: 'To', cell: ({ interval: [, high] }) => percent(high), sort: ({ interval: [, high] }) => high },
    { title: 'Messages', cell: (bin) => count(bin.count), sort: (bin) => bin.count },
  ]);
  const filled = histogram.filter(({ right, wrong }) => right + wrong > 0);
  const counts = table(filled, [
    { title: 'Sure', cell: ({ from, to }) => `${percent(from, 0)} to ${percent(to, 0)}`, sort: ({ from }) => from },
    { title: 'Right', cell: ({ right }) => count(right), sort: ({ right }) => right },
    { title: 'Wrong', cell: ({ wrong }) => count(wrong), sort: ({ wrong }) => wrong },
  ]);
  return section('confidence', 'How far to trust its confidence', {
    intro: `In the first chart each dot stands for equally many messages: on the dashed line the model is right as often as it says; below it, it is too sure. The bars show how far chance alone could move a dot. The average gap (ECE) is ${percent(reliability.ece)}. In the second, the wrong readings should lie to the left, where the bot asks instead of acting.`,
    content: [
      html`<div class="pair">${figure('Said and right', reliabilityChart(reliability), bins)}${figure('How sure when right, and when wrong', histogramChart(histogram), counts)}</div>`,
    ],
  });
}

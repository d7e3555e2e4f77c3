import { type Html, html } from './html.js';
import { count, messages, percent } from './in-words.js';
import { precisionChart, rocChart } from './out-of-scope-charts.js';
import type { OutOfScopeCurve } from './out-of-scope-curve.js';
import { figure, scrollable, section, table } from './report-parts.js';

/** How well messages the chat is not for are told from the others. */
export function outOfScopeSection(curve: OutOfScopeCurve): Html {
  const { auroc, outOfScope, inScope, scoredBy, at95Recall, operatingPoints } = curve;
  const rows = [
    ...operatingPoints.map(({ atMost, point }) => ({ title: `At most ${percent(atMost, 0)} held back`, ...point })),
    { title: '95 % caught', ...at95Recall },
  ];
  return section('out-of-scope', 'Messages it is not for', {
    intro: `${messages(outOfScope)} that this chat cannot help with, among ${count(inScope)} that it can; told apart ${SCORED_BY[scoredBy]}. Given one of each, it scores the right one higher ${percent(auroc)} of the time (AUROC ${auroc.toFixed(3)}; guessing is 0.500).`,
    content: [
      html`<div class="pair">${figure('Caught, and what it costs', rocChart(curve))}${figure('When it holds a message back, is it right?', precisionChart(curve))}</div>`,
      scrollable(
        'Settings',
        table(rows, [
          { title: 'Setting', cell: ({ title }) => title },
          { title: 'Caught', cell: ({ recall }) => percent(recall), sort: ({ recall }) => recall },
          {
            title: 'Held back by mistake',
            cell: ({ falseAlarms }) => percent(falseAlarms),
            sort: ({ falseAlarms }) => falseAlarms,
          },
          {
            title: 'Held back rightly',
            cell: ({ precision }) => percent(precision),
            sort: ({ precision }) => precision,
          },
          { title: 'Threshold', cell: ({ threshold }) => threshold.toPrecision(3), sort: ({ threshold }) => threshold },
        ]),
      ),
    ],
  });
}

const SCORED_BY = {
  'unknown-score': 'by its score for messages unlike any it has learned',
  'label-probability': 'by the probability of the out-of-scope intent',
  'lack-of-confidence': 'by its lack of confidence alone',
} as const satisfies Record<OutOfScopeCurve['scoredBy'], string>;

import { type Html, html } from './html.js';
import { count, intentName, percent } from './in-words.js';
import { scrollable, section, shareBar, table } from './report-parts.js';
import type { RunSummary } from './summarise-run.js';

/** The classification report, the weakest intents first. */
export function intentsSection({ intents, confusion, macroF1, weightedF1 }: RunSummary): Html {
  const mostOften = (label: string) =>
    confusion
      .filter(({ actual, predicted }) => actual === label && predicted !== label)
      .reduce<{ predicted: string; count: number } | undefined>(
        (most, each) => ((most?.count ?? 0) >= each.count ? most : each),
        undefined,
      );
  const rows = intents
    .map((score) => ({ ...score, mistake: mostOften(score.label) }))
    .sort((one, other) => one.f1 - other.f1);
  return section('intents', 'Every intent', {
    intro: html`The weakest first. <em>Found</em>: of the messages that meant it, how many were read so (recall). <em>Rightly</em>: of the messages read so, how many meant it (precision). F1 is low when either is; its average is ${percent(macroF1)} with every intent counting alike (macro), ${percent(weightedF1)} by messages (weighted).`,
    content: [
      scrollable(
        'Every intent',
        table(
          rows,
          [
            { title: 'Intent', cell: ({ label }) => intentName(label), sort: ({ label }) => label },
            { title: 'F1', cell: ({ f1 }) => percent(f1), sort: ({ f1 }) => f1 },
            { title: '', cell: ({ f1 }) => shareBar(f1) },
            { title: 'Found', cell: ({ recall }) => percent(recall), sort: ({ recall }) => recall },
            { title: 'Rightly', cell: ({ precision }) => percent(precision), sort: ({ precision }) => precision },
            { title: 'Messages', cell: ({ support }) => count(support), sort: ({ support }) => support },
            {
              title: 'Most often misread as',
              cell: ({ mistake }) =>
                mistake === undefined ? '' : `${intentName(mistake.predicted)} (${mistake.count})`,
            },
          ],
          { isSortable: true },
        ),
        'tall',
      ),
    ],
  });
}

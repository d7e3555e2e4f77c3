import { type Html, html } from './html.js';
import { count, percent, points } from './in-words.js';
import { scrollable, section, shareBar, table } from './report-parts.js';
import { AS_WRITTEN, type GroupScore, type RunSummary } from './summarise-run.js';

/** How it holds up when messages are noisier, or in another language. */
export function groupsSection({ byNoise, byLanguage }: RunSummary): Html {
  const part = (name: string, groups: GroupScore[]) =>
    groups.length > 0 && html`<div><h3>${name}</h3>${groupTable(name, groups)}</div>`;
  return section('groups', 'Noise and languages', {
    intro:
      'Right answers in each group. The thin line is where the true figure lies with 95 % confidence; groups whose lines overlap may not differ.',
    content: [
      html`<div class="pair">${part('By what was done to the message', byNoise)}${part('By language', byLanguage)}</div>`,
    ],
  });
}

function groupTable(name: string, groups: GroupScore[]): Html {
  const asWritten = groups.find(({ group }) => group === AS_WRITTEN);
  const change = ({ group, accuracy }: GroupScore) =>
    group === AS_WRITTEN || asWritten === undefined ? '' : points(accuracy - asWritten.accuracy);
  return scrollable(
    name,
    table(groups, [
      { title: 'Group', cell: ({ group }) => group },
      { title: 'Right', cell: ({ accuracy }) => percent(accuracy), sort: ({ accuracy }) => accuracy },
      { title: '', cell: ({ accuracy, interval }) => shareBar(accuracy, interval) },
      ...(asWritten === undefined
        ? []
        : [{ title: 'Points', cell: change, sort: ({ accuracy }: GroupScore) => accuracy }]),
      { title: 'Messages', cell: (group) => count(group.count), sort: (group) => group.count },
    ]),
  );
}

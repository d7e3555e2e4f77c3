import type { DataCare, DroppedPhrase, SuspectPhrase } from '../data-care/data-care.js';
import { type Html, html } from './html.js';
import { count, intentName, percent } from './in-words.js';
import { scrollable, section, table } from './report-parts.js';

const SHOWN = 200;

/** What the model was taught, and which of it deserves a second look. */
export function phrasesSection({ balance, dropped, suspects }: DataCare): Html {
  const [most, least] = [balance.classes[0], balance.classes.at(-1)];
  const spread = `${count(balance.rows)} phrases; ${intentName(most?.label ?? '')} has most, ${count(most?.count ?? 0)}, ${intentName(least?.label ?? '')} fewest, ${count(least?.count ?? 0)}.`;
  return section('phrases', 'The phrases it learned from', {
    intro: `${spread} A phrase is listed as suspect when a model that had not seen it takes it for a typical phrase of another intent: often it stands in the wrong file, sometimes the two intents overlap.`,
    content: [
      ...(suspects.length > 0 ? [html`<h3>Suspect phrases</h3>`, suspectTable(suspects.slice(0, SHOWN))] : []),
      ...(dropped.length > 0 ? [html`<h3>Left out</h3>`, droppedTable(dropped.slice(0, SHOWN))] : []),
    ],
  });
}

function suspectTable(suspects: SuspectPhrase[]): Html {
  const rows = table(
    suspects,
    [
      { title: 'Phrase', cell: ({ text }) => html`<q>${text}</q>` },
      { title: 'Stands in', cell: ({ given }) => intentName(given) },
      { title: '', cell: shareOf('givenProbability'), sort: ({ givenProbability }) => givenProbability },
      { title: 'Looks like', cell: ({ suggested }) => intentName(suggested) },
      { title: '', cell: shareOf('suggestedProbability'), sort: ({ suggestedProbability }) => suggestedProbability },
      { title: 'Its own get', cell: shareOf('threshold'), sort: ({ threshold }) => threshold },
      { title: 'Nearest of them', cell: ({ nearest }) => html`<q>${nearest}</q>` },
    ],
    { isSortable: true },
  );
  return scrollable('Suspect phrases', rows);
}

function shareOf(part: 'givenProbability' | 'suggestedProbability' | 'threshold') {
  return (suspect: SuspectPhrase) => percent(suspect[part], 0);
}

const WHY: Record<DroppedPhrase['kind'], string> = {
  'held-out': 'is judged on',
  contradiction: 'stands in several intents',
  duplicate: 'stands twice',
  'near-duplicate': 'nearly stands twice',
};

function droppedTable(dropped: DroppedPhrase[]): Html {
  return scrollable(
    'Phrases left out',
    table(dropped, [
      { title: 'Phrase', cell: ({ text }) => html`<q>${text}</q>` },
      { title: 'Stands in', cell: ({ label }) => intentName(label) },
      { title: 'Why', cell: ({ kind }) => WHY[kind] },
      { title: 'Like', cell: ({ like }) => html`<q>${like.text}</q> (${intentName(like.label)})` },
    ]),
  );
}

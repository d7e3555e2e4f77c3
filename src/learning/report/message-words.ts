import { type Html, html } from './html.js';
import { points } from './in-words.js';
import type { ExplainedMessage } from './summarise-run.js';

type Words = ExplainedMessage['why']['words'];

/** A change of this much has full colour. */
const STRONG = 0.4;
/** Smaller changes have none. */
const FAINT = 0.02;

/** The message with every word coloured by what it does to the reading; words not found in it are left out. */
export function messageWords(text: string, words: Words): Html[] {
  const parts: Html[] = [];
  let from = 0;
  for (const each of words) {
    const at = each.word === '' ? -1 : text.indexOf(each.word, from);
    if (at < 0) continue;
    parts.push(html`${text.slice(from, at)}${colour(each)}`);
    from = at + each.word.length;
  }
  return [...parts, html`${text.slice(from)}`];
}

/** Losing the word makes the reading less likely: the word speaks for it. */
function colour({ word, change }: Words[number]): Html {
  if (Math.abs(change) < FAINT) return html`${word}`;
  const strength = Math.min(1, Math.abs(change) / STRONG);
  const kind = change < 0 ? 'for' : 'against';
  return html`<mark class="${kind}" style="--strength:${strength}" title="without it ${points(change)} points">${word}</mark>`;
}

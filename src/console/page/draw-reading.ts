import { format } from './format.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';
import type { BotReading } from './thread-rows.js';
import type { Reading } from './what-bot-did.js';

/** What the bot made of a message: one quiet line that opens to all it considered. */
export function drawReading({ reading, did }: BotReading): HTMLElement {
  const words = [...meaningOf(reading), ...moodOf(reading), ...did].join(' · ');
  return h(
    'details',
    { class: 'reading', 'data-decision': reading.decision },
    h('summary', {}, icon('chevron'), h('span', {}, words)),
    ...(reading.parts.length > 0 ? [drawScores(TEXTS.reading.parts, reading.parts)] : []),
    drawScores(TEXTS.reading.ranking, reading.ranking),
  );
}

function drawScores(label: string, scores: Reading['ranking']): HTMLElement {
  const items = scores.map(({ title, probability }) => {
    const share = h('i');
    share.style.setProperty('inline-size', `${Math.round(probability * 100)}%`);
    return h(
      'li',
      {},
      h('span', { class: 'grow' }, title),
      h('span', { class: 'share', 'aria-hidden': 'true' }, share),
      h('span', { class: 'percent' }, format.percent(probability)),
    );
  });
  const list = h('ol', { role: 'list', 'aria-label': label }, ...items);
  return h('div', {}, h('p', { class: 'scores-of', 'aria-hidden': 'true' }, label), list);
}

/** From here on it is worth a word: most messages show a little of it. */
const ANNOYED = 0.5;

function moodOf({ annoyance, abuse }: Reading): string[] {
  const annoyed =
    annoyance !== undefined && annoyance >= ANNOYED ? [TEXTS.reading.annoyed(format.percent(annoyance))] : [];
  return [...annoyed, ...(abuse === undefined ? [] : [TEXTS.reading.abuse[abuse]])];
}

function meaningOf({ decision, intent, probability, ranking, parts }: Reading): string[] {
  if (parts.length > 1) return [parts.map(({ title }) => title).join(' + ')];
  if (decision === 'confident') return [intent ?? '', format.percent(probability)];
  const [closest, second] = ranking.map(({ title, ...score }) => `${title} ${format.percent(score.probability)}`);
  if (decision === 'ambiguous') return [TEXTS.reading.ambiguous, `${closest} / ${second}`];
  const [best] = ranking;
  const near =
    decision === 'unsure' && best ? [TEXTS.reading.closest(best.title, format.percent(best.probability))] : [];
  return [TEXTS.reading[decision], ...near];
}

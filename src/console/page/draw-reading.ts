import { format } from './format.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';
import type { BotReading } from './thread-rows.js';
import type { Reading } from './what-bot-did.js';

/** What the bot made of a message: one quiet line that opens to all it considered. */
export function drawReading({ reading, did }: BotReading): HTMLElement {
  const words = [...meaningOf(reading), ...did].join(' · ');
  const ranking = reading.ranking.map(({ title, probability }) => {
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
  return h(
    'details',
    { class: 'reading', 'data-decision': reading.decision },
    h('summary', {}, icon('chevron'), h('span', {}, words)),
    h('ol', { role: 'list', 'aria-label': TEXTS.reading.ranking }, ...ranking),
  );
}

function meaningOf({ decision, intent, probability, ranking }: Reading): string[] {
  if (decision === 'confident') return [intent ?? '', format.percent(probability)];
  const [closest, second] = ranking.map(({ title, ...score }) => `${title} ${format.percent(score.probability)}`);
  if (decision === 'ambiguous') return [TEXTS.reading.ambiguous, `${closest} / ${second}`];
  const [best] = ranking;
  const near =
    decision === 'unsure' && best ? [TEXTS.reading.closest(best.title, format.percent(best.probability))] : [];
  return [TEXTS.reading[decision], ...near];
}

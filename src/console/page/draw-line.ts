import type { ConversationLine } from '../../protocol/console-events.js';
import { format } from './format.js';
import { h } from './h.js';
import { icon } from './icon.js';
import type { Keyed } from './keyed-list.js';
import { WAIT_LIMIT_MS } from './lines.js';
import { TEXTS } from './texts.js';

type Place = { myId: string; now: number; isCurrent: boolean; hasNews: boolean; press(): void };

/** One conversation of the list: who, how long they wait, their last words, what it is about, who holds it. */
export function lineItem(line: ConversationLine, place: Place): Keyed {
  const end = endOf(line, place.now);
  return {
    key: line.conversationId,
    signature: JSON.stringify([line, end, place.isCurrent, place.hasNews]),
    draw: () => h('li', {}, drawLine(line, place, end)),
  };
}

type End = { text: string; spoken: string; state: 'late' | 'waiting' | 'still' };

function endOf({ waitingSince, lastAt }: ConversationLine, now: number): End {
  if (waitingSince === undefined) {
    const text = format.moment(lastAt, now);
    return { text, spoken: text, state: 'still' };
  }
  const waited = Math.max(0, now - waitingSince);
  const text = format.duration(waited);
  return { text, spoken: TEXTS.waitsFor(text), state: waited < WAIT_LIMIT_MS ? 'waiting' : 'late' };
}

function drawLine(line: ConversationLine, { myId, isCurrent, hasNews, press }: Place, end: End): HTMLElement {
  const news = hasNews ? h('span', { class: 'dot', role: 'img', 'aria-label': TEXTS.newWords }) : undefined;
  const proven = line.isProven
    ? h('span', { class: 'proven', role: 'img', 'aria-label': TEXTS.proven }, icon('proven'))
    : undefined;
  return h(
    'button',
    { type: 'button', class: 'line', 'aria-current': isCurrent ? 'true' : undefined, click: () => press() },
    h(
      'span',
      { class: 'line-head' },
      news,
      h('span', { class: 'line-who' }, line.who),
      proven,
      ...drawMarks(line),
      h('span', { class: 'line-end', 'data-state': end.state, 'aria-label': end.spoken, role: 'img' }, end.text),
    ),
    h('span', { class: 'line-words', dir: 'auto' }, line.lastWords),
    h(
      'span',
      { class: 'line-foot' },
      line.intent === undefined ? undefined : h('span', { class: 'line-intent' }, line.intent),
      drawHolder(line, myId),
    ),
  );
}

/** How the customer sounds, and whether they may write at all: what decides whom to help first. */
export function drawMarks({ tone, isBlocked }: Pick<ConversationLine, 'tone' | 'isBlocked'>): HTMLElement[] {
  if (isBlocked) return [h('span', { class: 'mark', 'data-mark': 'blocked' }, TEXTS.blocked)];
  return tone === 'calm' ? [] : [h('span', { class: 'mark', 'data-mark': tone }, TEXTS.tone[tone])];
}

function drawHolder({ holder, agentId, agentName }: ConversationLine, myId: string): HTMLElement | undefined {
  switch (holder) {
    case 'waiting':
      return undefined;
    case 'bot':
      return h('span', { class: 'line-holder' }, icon('bot'), TEXTS.bot);
    case 'agent':
      return h('span', { class: 'line-holder' }, icon('person'), agentId === myId ? TEXTS.me : (agentName ?? ''));
    case 'closed':
      return h('span', { class: 'line-holder' }, icon('check'), TEXTS.holder.closed);
  }
}

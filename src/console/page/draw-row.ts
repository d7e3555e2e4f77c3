import { drawBlock } from './draw-block.js';
import { drawReading } from './draw-reading.js';
import { format } from './format.js';
import { h } from './h.js';
import { type IconName, icon } from './icon.js';
import { initials } from './initials.js';
import type { PendingReply } from './reply-queue.js';
import { TEXTS } from './texts.js';
import type { Speaker, ThreadRow } from './thread-rows.js';

export type RowContext = {
  who: string;
  isProven: boolean;
  now: number;
  isLive: boolean;
  retry(clientMessageId: string): void;
  edit(clientMessageId: string): void;
};

type RowOf<K extends ThreadRow['kind']> = Extract<ThreadRow, { kind: K }>;

export function drawRow(row: ThreadRow, context: RowContext): HTMLElement {
  switch (row.kind) {
    case 'day':
      return h('li', { class: 'rule' }, h('span', {}, format.day(row.at, context.now)));
    case 'new':
      return h('li', { class: 'rule new' }, h('span', {}, TEXTS.newer));
    case 'said':
      return drawSaid(row, context);
    case 'pending':
      return drawPending(row.reply, context);
    case 'event':
      return h(
        'li',
        { class: 'event', 'data-what': row.what },
        icon(EVENT_ICONS[row.what]),
        h('span', {}, row.text),
        drawTime(row.at),
      );
    case 'erased':
      return h('li', { class: 'event' }, h('span', {}, TEXTS.erased), drawTime(row.at));
  }
}

const EVENT_ICONS = {
  identified: 'proven',
  'proof-failed': 'alert',
  'action-requested': 'bolt',
  'action-done': 'check',
  'action-failed': 'alert',
  handoff: 'handover',
  restrained: 'alert',
  'code-asked': 'page',
  'code-refused': 'alert',
  'code-unsent': 'alert',
  'visitor-blocked': 'ban',
  'visitor-unblocked': 'check',
  rated: 'star',
  'waiting-for-agent': 'handover',
  'agent-joined': 'person',
  'bot-resumed': 'bot',
  closed: 'check',
} as const satisfies Record<RowOf<'event'>['what'], IconName>;

function drawSaid({ speaker, blocks, at, starts, reading }: RowOf<'said'>, context: RowContext): HTMLElement {
  const name = nameOf(speaker, context);
  const head = starts
    ? h(
        'div',
        { class: 'said-head' },
        avatarOf(speaker, name, context),
        h('span', { class: 'name' }, name),
        drawTime(at),
      )
    : h('span', { class: 'sr' }, `${name}, ${format.time(at)}`);
  return h(
    'li',
    { class: 'said', 'data-speaker': speaker.kind, 'data-starts': starts },
    head,
    ...blocks.map(drawBlock),
    reading && drawReading(reading),
  );
}

/** Shows at once; says how far it came, and what can be done where it did not. */
function drawPending({ clientMessageId, text, state, problem }: PendingReply, context: RowContext): HTMLElement {
  const press = (label: string, act: (id: string) => void) =>
    h('button', { type: 'button', class: 'button link', click: () => act(clientMessageId) }, label);
  const foot =
    state === 'failed'
      ? h(
          'div',
          { class: 'delivery failed', role: 'alert' },
          icon('alert'),
          h('span', {}, `${TEXTS.failed}. ${problem ?? ''}`),
          press(TEXTS.sendAgain, context.retry),
          press(TEXTS.edit, context.edit),
        )
      : h('div', { class: 'delivery' }, deliveryText(state, context.isLive));
  const said = { class: 'said pending', 'data-speaker': 'agent', 'data-starts': 'true', 'data-state': state };
  return h('li', said, h('div', { class: 'bubble', dir: 'auto' }, text), foot);
}

function deliveryText(state: 'sending' | 'sent', isLive: boolean): string {
  if (state === 'sent') return TEXTS.sent;
  return isLive ? TEXTS.sending : TEXTS.queued;
}

function nameOf(speaker: Speaker, { who }: RowContext): string {
  switch (speaker.kind) {
    case 'customer':
      return who;
    case 'bot':
      return TEXTS.bot;
    case 'agent':
      return speaker.name;
  }
}

/** Initials only of a name: a visitor's is none. */
function avatarOf({ kind }: Speaker, name: string, { isProven }: RowContext): HTMLElement {
  const face = { class: 'avatar', 'data-kind': kind, 'aria-hidden': 'true' };
  if (kind === 'bot') return h('span', face, icon('bot'));
  return h('span', face, kind === 'customer' && !isProven ? icon('person') : initials(name));
}

function drawTime(at: number): HTMLElement {
  return h('time', { datetime: new Date(at).toISOString() }, format.time(at));
}

import { drawBlock } from './draw-block.js';
import type { DrawContext } from './draw-context.js';
import { drawRating } from './draw-rating.js';
import { h } from './h.js';
import { icon } from './icon.js';
import type { ThreadRow } from './thread-rows.js';

type RowOf<K extends ThreadRow['kind']> = Extract<ThreadRow, { kind: K }>;

export function drawRow(row: ThreadRow, context: DrawContext): HTMLElement {
  const { texts, format } = context;
  switch (row.kind) {
    case 'day':
      return h('li', { class: 'row line' }, h('span', {}, format.day(row.at, Date.now())));
    case 'new':
      return h('li', { class: 'row line new' }, h('span', {}, texts.newer));
    case 'customer':
      return drawCustomer(row, context);
    case 'reply':
      return drawReply(row, context);
    case 'notice':
      return h('li', { class: 'row notice' }, noticeText(row, context));
    case 'erased':
      return h('li', { class: 'row notice' }, texts.erased);
    case 'choices':
      return h('li', { class: 'row' }, drawChoices(row.choices, context));
    case 'rating':
      return h('li', { class: 'row' }, drawRating(row.choices, context));
  }
}

/** Quick replies: pressing one says its label. */
export function drawChoices(
  choices: readonly { label: string; choice?: string }[],
  { texts, say }: DrawContext,
): HTMLElement {
  const buttons = choices.map(({ label, choice }) =>
    h('button', { class: 'choice', type: 'button', click: () => say(label, choice) }, label),
  );
  return h('div', { class: 'choices', role: 'group', 'aria-label': texts.suggestions }, ...buttons);
}

function drawCustomer(row: RowOf<'customer'>, context: DrawContext): HTMLElement {
  const { texts } = context;
  const item = h(
    'li',
    { class: 'row customer', 'data-starts': row.starts, 'data-delivery': row.delivery },
    h('span', { class: 'sr' }, `${texts.you}: `),
    h('div', { class: 'bubble', dir: 'auto' }, row.text),
    drawStamp(row.at, context),
    drawDelivery(row, context),
  );
  return withTimeOnPress(item);
}

function drawReply(row: RowOf<'reply'>, context: DrawContext): HTMLElement {
  const { texts } = context;
  const who = row.who ?? texts.assistant;
  const item = h(
    'li',
    { class: 'row reply', 'data-starts': row.starts },
    row.named ? h('div', { class: 'who' }, row.who ?? texts.assistantRole) : h('span', { class: 'sr' }, `${who}: `),
    ...row.blocks.map((block) => drawBlock(block, context)),
    drawStamp(row.at, context),
  );
  return withTimeOnPress(item);
}

function drawStamp(at: number, { format }: DrawContext): HTMLElement {
  return h('time', { class: 'stamp', datetime: new Date(at).toISOString() }, format.time(at));
}

function drawDelivery(
  { id, delivery, heldUntil, isBlocked }: RowOf<'customer'>,
  context: DrawContext,
): HTMLElement | undefined {
  const { texts } = context;
  if (delivery === undefined) return undefined;
  if (delivery === 'sent') return h('div', { class: 'delivery' }, texts.sent);
  if (delivery === 'sending' && heldUntil !== undefined) return drawHeld(heldUntil, context);
  // Which of the two it is depends on the connection: the style sheet shows the one that is true.
  if (delivery === 'sending') {
    const [live, waiting] = [
      h('span', { class: 'if-online' }, texts.sending),
      h('span', { class: 'if-offline' }, texts.queued),
    ];
    return h('div', { class: 'delivery' }, live, waiting);
  }
  return h(
    'div',
    { class: 'delivery failed' },
    icon('alert'),
    h('span', {}, isBlocked ? texts.blocked : texts.failed),
    h('button', { type: 'button', class: 'link', click: () => context.retry(id) }, texts.retry),
    h('button', { type: 'button', class: 'link', click: () => context.remove(id) }, texts.remove),
  );
}

/** Counts down to when the message goes out by itself; said aloud once. */
function drawHeld(until: number, { texts }: DrawContext): HTMLElement {
  const left = h('span', { 'aria-hidden': 'true' });
  const seconds = () => Math.ceil((until - Date.now()) / 1000);
  const tick = () => {
    left.textContent = seconds() > 0 ? texts.held(seconds()) : texts.sending;
    if (seconds() > 0) setTimeout(tick, 1000);
  };
  tick();
  const spoken = h('span', { class: 'sr', role: 'status' }, texts.held(Math.max(1, seconds())));
  return h('div', { class: 'delivery' }, left, spoken);
}

function noticeText({ notice, name }: RowOf<'notice'>, { texts }: DrawContext): string {
  switch (notice) {
    case 'waiting-for-agent':
      return texts.waitingForAgent;
    case 'agent-joined':
      return texts.agentJoined(name ?? texts.someone);
    case 'bot-resumed':
      return texts.botResumed;
    case 'closed':
      return texts.closed;
  }
}

/** A press on a bubble shows when it was written; a second one hides it. Selecting text is no press. */
function withTimeOnPress(row: HTMLElement): HTMLElement {
  row.addEventListener('click', (event) => {
    const isBubble = event.target instanceof Element && event.target.classList.contains('bubble');
    if (isBubble && getSelection()?.isCollapsed !== false) row.toggleAttribute('data-timed');
  });
  return row;
}

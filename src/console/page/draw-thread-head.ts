import type { ConversationLine } from '../../protocol/console-events.js';
import type { Desk } from './desk.js';
import { drawButton, drawIconButton } from './draw-button.js';
import { drawMarks } from './draw-line.js';
import { format } from './format.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { WAIT_LIMIT_MS } from './lines.js';
import { TEXTS } from './texts.js';

type Parts = { desk: Desk; back(): void; toggleContext(): void; block(who: string): void };

/** Above the thread: whose conversation it is, who answers in it, what can be done with it. */
export class ThreadHead {
  readonly element: HTMLElement;
  private readonly parts: Parts;
  private readonly name = h('h2', {});
  private readonly state = h('p', { class: 'state' });
  private readonly actions = h('div', { class: 'actions' });
  private actionsKey = '';

  constructor(parts: Parts) {
    this.parts = parts;
    this.element = h(
      'header',
      { class: 'thread-head' },
      drawIconButton('back', { class: 'back', label: TEXTS.back, press: parts.back }),
      h('div', { class: 'grow' }, this.name, this.state),
      this.actions,
      drawIconButton('panel', { class: 'details', label: TEXTS.showDetails, press: parts.toggleContext }),
    );
  }

  render(line: ConversationLine | undefined, now: number): void {
    const { desk } = this.parts;
    const proven = line?.isProven ? [h('span', { class: 'proven', title: TEXTS.proven }, icon('proven'))] : [];
    this.name.replaceChildren(
      h('span', {}, line?.who ?? ''),
      ...proven,
      ...(line === undefined ? [] : drawMarks(line)),
    );
    this.state.replaceChildren(...(line === undefined ? [] : drawState(line, desk.me.agentId, now)));
    const moving = desk.current?.moving;
    const key = JSON.stringify([line?.holder, line?.agentId, line?.who, line?.isBlocked, moving]);
    if (key === this.actionsKey) return;
    this.actionsKey = key;
    this.actions.replaceChildren(...(line === undefined ? [] : this.drawActions(line)));
  }

  private drawActions(line: ConversationLine): HTMLElement[] {
    return [...this.drawMoves(line), this.drawGate(line)];
  }

  private drawGate({ isBlocked, who }: ConversationLine): HTMLElement {
    const { desk, block } = this.parts;
    return isBlocked
      ? drawButton({
          label: TEXTS.block.undo,
          name: TEXTS.block.undoNamed,
          isBusy: desk.current?.moving === 'unblock',
          press: () => desk.move('unblock'),
        })
      : drawIconButton('ban', { class: 'gate-button', label: TEXTS.block.open, press: () => block(who) });
  }

  private drawMoves({ holder, agentId, who }: ConversationLine): HTMLElement[] {
    const { desk } = this.parts;
    const isMine = holder === 'agent' && agentId === desk.me.agentId;
    if (holder === 'closed' || (holder === 'agent' && !isMine)) return [];
    const moving = desk.current?.moving;
    const giveBack = drawButton({
      label: TEXTS.giveBack,
      name: TEXTS.giveBackNamed,
      icon: 'bot',
      isBusy: moving === 'give-back',
      press: () => desk.move('give-back'),
    });
    const close = drawButton({
      label: TEXTS.close,
      icon: 'check',
      name: TEXTS.closeNamed(who),
      isBusy: moving === 'close',
      press: () => desk.move('close'),
    });
    return isMine ? [giveBack, close] : [close];
  }
}

function drawState({ holder, agentId, agentName, waitingSince }: ConversationLine, myId: string, now: number): Node[] {
  if (holder === 'waiting') {
    const waited = Math.max(0, now - (waitingSince ?? now));
    const number = h('span', { class: 'waited', 'data-late': waited >= WAIT_LIMIT_MS }, format.duration(waited));
    return [document.createTextNode(`${TEXTS.holder.waiting} · `), number];
  }
  if (holder === 'agent' && agentId !== myId)
    return [document.createTextNode(TEXTS.holder.agent(agentName ?? TEXTS.someone))];
  return [document.createTextNode(TEXTS.holder[holder === 'agent' ? 'mine' : holder])];
}

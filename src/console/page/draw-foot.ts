import type { ConversationLine } from '../../protocol/console-events.js';
import type { Desk } from './desk.js';
import { drawButton } from './draw-button.js';
import { Composer } from './draw-composer.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';

/** Below the thread: the composer for whoever holds the conversation, a way to take it for everybody else. */
export class ThreadFoot {
  readonly element: HTMLElement;
  readonly composer: Composer;
  private readonly desk: Desk;
  private readonly bar = h('div', { class: 'bar' });
  private readonly problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  private barKey = '';

  constructor(desk: Desk) {
    this.desk = desk;
    this.composer = new Composer(desk);
    this.element = h('footer', { class: 'thread-foot' }, this.problem, this.bar, this.composer.element);
  }

  render(line: ConversationLine | undefined): void {
    const { current } = this.desk;
    this.element.hidden = line === undefined || current?.phase.kind !== 'ready';
    if (line === undefined || current === undefined) return;
    const isMine = line.holder === 'agent' && line.agentId === this.desk.me.agentId;
    this.bar.hidden = isMine;
    const isNew = isMine && this.composer.element.hidden;
    this.composer.element.hidden = !isMine;
    this.composer.render(line.conversationId, line.who);
    // News of the take-over may come before its answer: whoever sees the box types into it.
    if (isNew && current.moving === 'take') this.composer.focus();
    this.renderProblem(current.problem);
    this.renderBar(line, current.moving === 'take');
  }

  private renderProblem(problem: string | undefined): void {
    this.problem.hidden = problem === undefined;
    if (problem !== undefined && this.problem.textContent !== problem)
      this.problem.replaceChildren(icon('alert'), h('span', {}, problem));
  }

  private renderBar(line: ConversationLine, isBusy: boolean): void {
    const key = JSON.stringify([line.holder, line.agentName, line.who, isBusy]);
    if (key === this.barKey) return;
    this.barKey = key;
    const label = line.holder === 'closed' ? TEXTS.reopen : TEXTS.take;
    const press = () => this.desk.move('take');
    const button = drawButton({ label, kind: 'primary', hint: 'T', isBusy, press });
    this.bar.replaceChildren(h('p', {}, barText(line)), ...(line.holder === 'agent' ? [] : [button]));
  }
}

function barText({ holder, who, agentName }: ConversationLine): string {
  switch (holder) {
    case 'waiting':
      return TEXTS.bar.waiting(who);
    case 'agent':
      return TEXTS.bar.agent(agentName ?? TEXTS.someone);
    case 'bot':
    case 'closed':
      return TEXTS.bar[holder];
  }
}

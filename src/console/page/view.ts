import type { ConversationId } from '../../protocol/ids.js';
import { BlockDialog } from './block-dialog.js';
import type { Desk } from './desk.js';
import { drawButton } from './draw-button.js';
import { ContextColumn } from './draw-context.js';
import { ListColumn } from './draw-list.js';
import { ThreadColumn } from './draw-thread.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';

type Parts = { desk: Desk; open(conversationId: ConversationId, at?: number): void; back(): void; signOut(): void };

/** The three columns. On a narrow screen one of them shows at a time; where there is room for two, the third slides over. */
export class View {
  readonly element: HTMLElement;
  readonly list: ListColumn;
  readonly thread: ThreadColumn;
  private readonly desk: Desk;
  private readonly context: ContextColumn;
  private readonly banner = h('p', { class: 'banner', role: 'status', hidden: true });
  private readonly toast = h('div', { class: 'toast', role: 'status', hidden: true });
  private readonly voice = h('p', { class: 'sr', 'aria-live': 'polite' });
  private toasted: object | undefined;

  constructor({ desk, open, back, signOut }: Parts) {
    this.desk = desk;
    const blocking = new BlockDialog(desk);
    this.list = new ListColumn({ desk, open, signOut });
    this.thread = new ThreadColumn({
      desk,
      back,
      toggleContext: () => this.toggleContext(),
      block: (who) => blocking.show(who),
    });
    this.context = new ContextColumn({ desk, back: () => this.toggleContext() });
    this.banner.append(icon('offline'), h('span', {}, TEXTS.reconnecting));
    const columns = [this.list.element, this.thread.element, this.context.element];
    this.element = h('div', { class: 'console' }, this.banner, ...columns, this.toast, this.voice, blocking.element);
  }

  render(): void {
    const now = Date.now();
    const { desk, element } = this;
    element.dataset.column = desk.current === undefined ? 'list' : 'thread';
    if (desk.current === undefined) delete element.dataset.context;
    this.banner.hidden = desk.connection !== 'lost';
    this.list.render(now);
    this.thread.render(now);
    this.context.render();
    this.renderToast();
    const waiting = [...desk.inbox.lines.values()].filter(({ holder }) => holder === 'waiting').length;
    document.title = TEXTS.title(desk.me.shopName, waiting);
  }

  announce(text: string): void {
    this.voice.textContent = text;
  }

  /** Whether the context lies over the thread. */
  get isContextOpen(): boolean {
    return this.element.dataset.context !== undefined;
  }

  toggleContext(): void {
    if (this.isContextOpen) delete this.element.dataset.context;
    else this.element.dataset.context = 'open';
    const target = this.isContextOpen ? '.context .back' : '.thread .details';
    this.element.querySelector<HTMLElement>(target)?.focus();
  }

  private renderToast(): void {
    const { toast } = this.desk;
    if (toast === this.toasted) return;
    this.toasted = toast;
    this.toast.hidden = toast === undefined;
    if (toast === undefined) return;
    const { label, press } = toast.action;
    this.toast.replaceChildren(h('span', {}, toast.text), drawButton({ label, kind: 'link', press }));
  }
}

import type { ConversationContext } from '../../protocol/console-events.js';
import type { Desk } from './desk.js';
import { drawButton, drawIconButton } from './draw-button.js';
import { drawOrder } from './draw-order.js';
import { format } from './format.js';
import { type Child, h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';

type Section = keyof typeof TEXTS.sections;

/** More than this are folded away until asked for. */
const ORDERS_SHOWN = 4;

/** The right column: what is already known, in sections that remember whether they are folded. */
export class ContextColumn {
  readonly element: HTMLElement;
  private readonly desk: Desk;
  private readonly head: HTMLElement;
  private readonly body = h('div', { class: 'context-body' });
  private key = '';

  constructor({ desk, back }: { desk: Desk; back(): void }) {
    this.desk = desk;
    this.head = h(
      'header',
      { class: 'context-head' },
      drawIconButton('back', { class: 'back', label: TEXTS.backToThread, press: back }),
      h('h2', {}, TEXTS.details),
    );
    this.element = h('aside', { class: 'column context', 'aria-label': TEXTS.details }, this.head, this.body);
  }

  render(): void {
    const { current } = this.desk;
    const key = JSON.stringify([current?.conversationId, current?.phase.kind, current?.context]);
    if (key === this.key) return;
    this.key = key;
    this.head.hidden = current === undefined;
    this.body.replaceChildren(...this.draw(current?.context, current?.phase.kind === 'loading'));
  }

  private draw(context: ConversationContext | undefined, isLoading: boolean): HTMLElement[] {
    if (context === undefined) return isLoading ? [drawSkeleton()] : [];
    const { handoff, openQuestion, customer, orders } = context;
    return [
      ...(handoff ? [this.section('handoff', drawHandoff(handoff))] : []),
      ...(openQuestion ? [this.section('question', [h('p', {}, openQuestion)])] : []),
      this.section('customer', customer ? drawCustomer(customer) : [h('p', { class: 'quiet' }, TEXTS.visitorText)]),
      ...(customer ? [this.section('orders', drawOrders(orders), orders.length)] : []),
    ];
  }

  private section(name: Section, content: Child[], count = 0): HTMLElement {
    const title = h('h3', {}, TEXTS.sections[name]);
    const number = count > 0 ? h('span', { class: 'count' }, String(count)) : undefined;
    const section = h(
      'details',
      { class: 'section', open: !this.desk.kept.isFolded(name) },
      h('summary', {}, icon('chevron'), title, number),
      h('div', { class: 'section-body' }, ...content),
    );
    section.addEventListener('toggle', () => this.desk.kept.keepFolded(name, !section.open));
    return section;
  }
}

function drawHandoff({ reason, summary, at }: NonNullable<ConversationContext['handoff']>): Child[] {
  const facts = summary.split(' · ').filter((fact) => fact !== '');
  return [
    h('p', { class: 'reason' }, h('strong', {}, reason), h('time', { class: 'quiet' }, format.time(at))),
    facts.length === 0
      ? undefined
      : h('ul', { class: 'facts', role: 'list' }, ...facts.map((fact) => h('li', {}, fact))),
  ];
}

function drawCustomer(customer: NonNullable<ConversationContext['customer']>): Child[] {
  const { name, email, phone, city, country, since, proof } = customer;
  const place = [city, format.country(country)].filter((part) => part !== '').join(', ');
  const fact = (label: string, value: Child) => [h('dt', {}, label), h('dd', {}, value)];
  return [
    h('p', { class: 'customer-name' }, h('strong', {}, name)),
    since === undefined ? undefined : h('p', { class: 'quiet' }, TEXTS.since(format.month(since))),
    h(
      'dl',
      {},
      ...fact(TEXTS.email, email),
      ...(phone === undefined ? [] : fact(TEXTS.phone, phone)),
      ...fact(TEXTS.place, place),
      ...fact(TEXTS.proof, proof),
    ),
  ];
}

function drawOrders(orders: ConversationContext['orders']): Child[] {
  if (orders.length === 0) return [h('p', { class: 'quiet' }, TEXTS.noOrders)];
  const rest = orders.slice(ORDERS_SHOWN);
  const more = drawButton({
    label: TEXTS.moreOrders(rest.length),
    kind: 'link',
    press: () => more.replaceWith(...rest.map(drawOrder)),
  });
  return [...orders.slice(0, ORDERS_SHOWN).map(drawOrder), rest.length > 0 ? more : undefined];
}

function drawSkeleton(): HTMLElement {
  return h(
    'div',
    { class: 'skeleton', 'aria-hidden': 'true' },
    h('i', { class: 'short' }),
    h('i'),
    h('i'),
    h('i', { class: 'half' }),
  );
}

import { describe, expect, it } from 'vitest';
import { chooseReply } from '../../../src/conversation/choose-reply.js';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import type { Temper } from '../../../src/conversation/tone/temper.js';
import type { Turn } from '../../../src/conversation/turn.js';
import type { Block } from '../../../src/protocol/block.js';
import type { Shop } from '../../../src/shop/shop.js';
import { en } from '../../../src/texts/en.js';
import { aConversation, anOrder, anUnderstanding, aShop, aTurn, serving } from '../../support/a-turn.js';

const ANGRY: Temper = { tone: 'angry', heat: 2 };
const UPSET: Temper = { tone: 'upset', heat: 1 };
const HEATED = { negative: 0.97, neutral: 0.03, positive: 0, frustration: 0.98 };

type Asked = { temper?: Temper; heated?: boolean; policy?: Partial<Shop['policy']>; more?: object };

function asking(intent: string | undefined, { temper, heated, policy, more }: Asked = {}): Turn {
  const turn = aTurn({
    conversation: aConversation({ ...(temper && { temper }), ...more }),
    purpose: intent === undefined ? { kind: 'unsure' } : serving(intent),
    facts: { shop: aShop(policy), orders: [anOrder()] },
    understanding: anUnderstanding(intent ?? { kind: 'unsure' }),
  });
  return heated ? { ...turn, understanding: { ...turn.understanding, sentiment: HEATED } } : turn;
}

const eventsOf = (turn: Turn) => chooseReply(turn).events;
const blocksOf = (events: ConversationEvent[]): Block[] =>
  events.flatMap((event) => (event.kind === 'bot-said' ? event.blocks : []));
const textsOf = (events: ConversationEvent[]) =>
  blocksOf(events).flatMap((block) => (block.kind === 'text' ? [block.text] : []));
const offersPerson = (events: ConversationEvent[]) =>
  blocksOf(events).filter(
    (block) => block.kind === 'choices' && block.choices.some(({ choice }) => choice === 'intent:human_agent'),
  ).length;

describe('the answer to somebody who is upset or angry', () => {
  it('says sorry once: in the first answer to heated words, and not in the next', () => {
    const first = eventsOf(asking('greeting', { heated: true }));
    expect(textsOf(first)[0]).toBe(en.tone.sorry[0]);
    const next = eventsOf(asking('greeting', { temper: UPSET, heated: true, more: { apologised: true } }));
    expect(textsOf(next).join(' ')).not.toMatch(/sorry/i);
  });

  it('leaves the apology to a complaint, which has one', () => {
    expect(
      textsOf(eventsOf(asking('complaint', { temper: ANGRY, heated: true })))
        .join(' ')
        .match(/sorry/gi),
    ).toHaveLength(1);
  });

  it('offers a person with every answer to an angry customer, and says so once', () => {
    const first = eventsOf(asking('greeting', { temper: ANGRY, more: { apologised: true } }));
    expect(offersPerson(first)).toBe(1);
    expect(textsOf(first)).toContain('You can talk to a person now.');
    const again = eventsOf(
      asking('greeting', { temper: ANGRY, more: { apologised: true, said: ['You can talk to a person now.'] } }),
    );
    expect(offersPerson(again)).toBe(1);
    expect(textsOf(again)).toHaveLength(1);
  });

  it('offers an upset customer a person from the first turn that was not understood', () => {
    const more = { apologised: true };
    expect(offersPerson(eventsOf(asking('greeting', { temper: UPSET, more })))).toBe(0);
    expect(offersPerson(eventsOf(asking(undefined, { temper: UPSET, more })))).toBe(1);
    expect(offersPerson(eventsOf(asking('greeting', { temper: UPSET, more: { ...more, unsureTurns: 1 } })))).toBe(1);
  });

  it('passes an angry customer on who is not understood, the first time already', () => {
    expect(eventsOf(asking(undefined, { temper: ANGRY }))).toContainEqual(
      expect.objectContaining({ kind: 'handoff-requested', reason: 'not-understood' }),
    );
  });

  it('offers nobody where the shop has the bot try first', () => {
    const policy = { mayHandOverEarly: false };
    expect(offersPerson(eventsOf(asking('greeting', { temper: ANGRY, policy })))).toBe(0);
    expect(eventsOf(asking(undefined, { temper: ANGRY, policy })).map(({ kind }) => kind)).not.toContain(
      'handoff-requested',
    );
  });

  it('asks for nothing and offers nothing while a person is on the way', () => {
    for (const intent of [undefined, 'greeting']) {
      const events = eventsOf(asking(intent, { temper: ANGRY, more: { holder: 'waiting' } }));
      expect(offersPerson(events)).toBe(0);
      expect(events.map(({ kind }) => kind)).not.toContain('handoff-requested');
    }
  });

  it('shows no products to somebody who is furious, whatever the words were taken for', () => {
    const product = { id: 'p', title: 'Quay jacket', category: 'c', description: '', variants: [], tags: [] };
    const variant = { id: 'v', options: {}, price: 100, stock: 3 };
    const recommendations = [{ product, variant, reason: { kind: 'matches', words: ['jacket'] } }] as never;
    const wished = (heated: boolean) => {
      const turn = asking('recommend_product', { temper: ANGRY, heated, more: { apologised: true } });
      return blocksOf(eventsOf({ ...turn, facts: { ...turn.facts, recommendations } })).map(({ kind }) => kind);
    };
    expect(wished(true)).not.toContain('products');
    expect(wished(false)).toContain('products');
  });
});

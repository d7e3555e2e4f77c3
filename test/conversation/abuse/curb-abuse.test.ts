import { describe, expect, it } from 'vitest';
import { holdMs } from '../../../src/conversation/abuse/hold-back.js';
import { applyEvent } from '../../../src/conversation/apply-event.js';
import { chooseReply } from '../../../src/conversation/choose-reply.js';
import type { Conversation } from '../../../src/conversation/conversation.js';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import type { Shop } from '../../../src/shop/shop.js';
import { en } from '../../../src/texts/en.js';
import { aConversation, anOrder, anUnderstanding, aShop, aTurn, NOW, serving } from '../../support/a-turn.js';

/** Says it, and folds what comes of it as the log would. */
function says(
  before: Conversation,
  text: string,
  { policy, intent }: { policy?: Partial<Shop['policy']>; intent?: string } = {},
) {
  const said = fold(before, [{ kind: 'customer-said', clientMessageId: 'm' as never, text, redacted: [] }]);
  const turn = {
    ...aTurn({
      purpose: intent === undefined ? { kind: 'unsure' } : serving(intent),
      understanding: anUnderstanding(intent ?? { kind: 'unsure' }),
      facts: { shop: aShop(policy), orders: [anOrder()], customer: { id: 'customer-1', firstName: 'M' } as never },
      text,
    }),
    conversation: said,
  };
  const { events } = chooseReply(turn);
  return { conversation: fold(said, events), events };
}

function fold(before: Conversation, events: ConversationEvent[]): Conversation {
  return events.reduce((state, event) => applyEvent(state, { seq: state.seq + 1, at: NOW, event }), before);
}

const spoken = (events: ConversationEvent[]) =>
  events
    .flatMap((event) => (event.kind === 'bot-said' ? event.blocks : []))
    .flatMap((block) => (block.kind === 'text' ? [block.text] : []))
    .join(' ');

const verified = () => aConversation({ customer: { customerId: 'customer-1' as never, proof: 'signed-in' } });

describe('insults', () => {
  it('are answered calmly, and what was asked stays asked', () => {
    const question = { kind: 'identify', intent: 'track_order' } as const;
    const { conversation, events } = says(aConversation({ question, apologised: true }), 'you stupid bot');
    expect(spoken(events)).toContain(en.abuse.insult[0]);
    expect(conversation.question).toEqual(question);
    expect(conversation.strikes).toBe(1);
    expect(conversation.restraint).toBeUndefined();
  });

  it('do not keep anybody from getting what they came for', () => {
    const { events } = says(verified(), 'where is my order TS-1001 you absolute morons', { intent: 'track_order' });
    expect(spoken(events)).toContain('TS-1001');
    expect(spoken(events)).not.toContain(en.abuse.insult[0]);
  });

  it('slow the conversation down the second time, and bring in a person the third', () => {
    const policy = { abuse: { answerEverySeconds: 20, limit: 3, atLimit: 'hand-over' as const, pauseMinutes: 5 } };
    const first = says(verified(), 'you stupid bot', { policy }).conversation;
    const second = says(first, 'where is my order, idiots', { policy, intent: 'track_order' });
    expect(spoken(second.events)).toContain('every 20 seconds');
    expect(holdMs(second.conversation, NOW + 5_000)).toBe(15_000);
    expect(holdMs(second.conversation, NOW + 20_000)).toBe(0);
    const third = says(second.conversation, 'fuck you', { policy });
    expect(third.events).toContainEqual(expect.objectContaining({ kind: 'handoff-requested', reason: 'abuse' }));
    expect(holdMs(third.conversation, NOW)).toBe(0);
  });

  it('make a pause where the shop wants that, and nobody is handed over', () => {
    const policy = { abuse: { answerEverySeconds: 20, limit: 2, atLimit: 'pause' as const, pauseMinutes: 5 } };
    const first = says(verified(), 'you stupid bot', { policy }).conversation;
    const { conversation, events } = says(first, 'fuck you', { policy });
    expect(spoken(events)).toContain('5 minutes');
    expect(holdMs(conversation, NOW)).toBe(5 * 60_000);
    expect(holdMs(conversation, NOW + 5 * 60_000)).toBe(0);
    expect(events.map(({ kind }) => kind)).not.toContain('handoff-requested');
  });

  it('are forgiven by an agent who gives the conversation back', () => {
    const agent = { agentId: 'niamh' as never, name: 'Niamh' };
    let { conversation } = says(verified(), 'you stupid bot');
    ({ conversation } = says(conversation, 'fuck you'));
    const after = fold(conversation, [
      { kind: 'agent-took', agent },
      { kind: 'agent-gave-back', agent },
    ]);
    expect([after.strikes, after.restraint]).toEqual([0, undefined]);
  });
});

describe('spam', () => {
  it('is the same text for the fourth time: then it is said that it has arrived', () => {
    let conversation = aConversation({ customer: verified().customer });
    for (const text of ['Where is it?', 'where is it', 'WHERE IS IT??', 'where is it!']) {
      expect(conversation.strikes).toBe(0);
      ({ conversation } = says(conversation, text, { intent: 'track_order' }));
    }
    expect(conversation.strikes).toBe(1);
    expect(conversation.said.at(-1)).toBe(en.abuse.spam[0]);
  });

  it('is not the same quick reply pressed again, nor a message that came to other words between', () => {
    let conversation = aConversation({ customer: verified().customer });
    for (const text of ['hello', 'hello', 'hello', 'good morning', 'hello'])
      ({ conversation } = says(conversation, text, { intent: 'greeting' }));
    expect(conversation.strikes).toBe(0);
  });

  it('is a heap of links', () => {
    const links = Array.from({ length: 4 }, (_none, at) => `https://cheap.example/${at}`).join(' ');
    expect(says(aConversation(), `look ${links}`).conversation.strikes).toBe(1);
    expect(
      says(aConversation(), 'is it https://shop.example/p/1 or https://shop.example/p/2?').conversation.strikes,
    ).toBe(0);
  });
});

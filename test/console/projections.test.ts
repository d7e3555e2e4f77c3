import { describe, expect, it } from 'vitest';
import { conversationContext } from '../../src/console/conversation-context.js';
import { compareLines, conversationLine } from '../../src/console/conversation-line.js';
import { toConsoleEntries } from '../../src/console/to-console-entries.js';
import { applyEvent } from '../../src/conversation/apply-event.js';
import { emptyConversation } from '../../src/conversation/conversation.js';
import {
  type ConversationEvent,
  conversationEventSchema,
  type Question,
  type RecordedEvent,
} from '../../src/conversation/conversation-event.js';
import type { ConversationLog } from '../../src/conversation/log/conversation-log.js';
import { createRecentConversations } from '../../src/conversation/log/recent-conversations.js';
import { agentIdSchema, clientMessageIdSchema, orderIdSchema } from '../../src/protocol/ids.js';
import { aCustomer, anOrder, aShop, conversationId, NOW, shopId, visitorId } from '../support/a-turn.js';
import { botSays, MARA, understood } from './a-shop-day.js';

const TITLES: Record<string, string> = { track_order: 'Track an order', cancel_order: 'Cancel an order' };
const titleOf = (intent: string) => TITLES[intent];

const niamh = { agentId: agentIdSchema.parse('niamh'), name: 'Niamh' };
const orderId = orderIdSchema.parse('TS-1041');
const started: ConversationEvent = { kind: 'started', channel: 'widget', visitorId, language: 'en' };

function customerSays(text: string): ConversationEvent {
  const clientMessageId = clientMessageIdSchema.parse(`m-${text.length}`);
  return { kind: 'customer-said', clientMessageId, text, redacted: [] };
}

/** One event a second from `NOW` on. */
function recorded(...events: ConversationEvent[]): RecordedEvent[] {
  return events.map((event, index) => ({ seq: index + 1, at: NOW + index * 1000, event }));
}

function folded(...events: ConversationEvent[]) {
  return recorded(...events).reduce(applyEvent, emptyConversation(shopId, conversationId));
}

const entriesOf = (...events: ConversationEvent[]) => toConsoleEntries(0, recorded(...events), titleOf).entries;

import { flowSchema } from '../../src/conversation/flow/flow.js';
import { handoffReasonSchema } from '../../src/conversation/handoff-reason.js';

const aFlow = flowSchema.parse({
  flow: 'tell',
  title: { en: 'Tell', zh: '说' },
  steps: [{ ask: 'what', as: 'text', say: { en: ['What?'], zh: ['什么？'] } }],
});

describe('what an agent sees of the log', () => {
  it('shows what the bot made of a message, sure or not', () => {
    const scores: [string, number][] = [
      ['track_order', 0.6],
      ['cancel_order', 0.3],
      ['gone_intent', 0.1],
    ];
    const ranking = [
      { title: 'Track an order', probability: 0.6 },
      { title: 'Cancel an order', probability: 0.3 },
      { title: 'gone intent', probability: 0.1 },
    ];
    const reading = { seq: 1, at: NOW, kind: 'reading', messageSeq: 7, probability: 0.6, ranking, parts: [] };
    expect(entriesOf(understood(7, scores))).toEqual([{ ...reading, decision: 'confident', intent: 'Track an order' }]);
    for (const decision of ['ambiguous', 'unsure', 'out-of-scope'] as const)
      expect(entriesOf(understood(7, scores, decision))).toEqual([{ ...reading, decision, intent: undefined }]);
  });

  it('shows how annoyed a message was, what it does besides, and each of several wishes', () => {
    const sentiment = { negative: 0.9, neutral: 0.1, positive: 0, frustration: 0.97 };
    const parts = [
      { intent: 'cancel_order', probability: 0.9 },
      { intent: 'track_order', probability: 0.8 },
    ];
    const event = { ...understood(7, [['track_order', 0.6]]), sentiment, parts, abuse: 'insult' } as ConversationEvent;
    expect(entriesOf(event)).toMatchObject([
      {
        annoyance: 0.97,
        abuse: 'insult',
        parts: [
          { title: 'Cancel an order', probability: 0.9 },
          { title: 'Track an order', probability: 0.8 },
        ],
      },
    ]);
  });

  it('says how the customer sounds, and whether they are blocked, in the line', () => {
    const sentiment = { negative: 0.9, neutral: 0.1, positive: 0, frustration: 0.97 };
    const heated = { ...understood(2, [['track_order', 0.6]]), sentiment } as ConversationEvent;
    const lineAfter = (...events: ConversationEvent[]) =>
      conversationLine(folded(started, ...events), undefined, titleOf);
    expect(lineAfter(customerSays('x'))).toMatchObject({ tone: 'calm', isBlocked: false });
    expect(lineAfter(customerSays('x'), heated)).toMatchObject({ tone: 'upset' });
    expect(lineAfter(customerSays('x'), heated, heated)).toMatchObject({ tone: 'angry' });
    const blocked: ConversationEvent = { kind: 'visitor-blocked', agent: niamh, reason: 'x' };
    expect(lineAfter(blocked)).toMatchObject({ isBlocked: true });
    expect(lineAfter(blocked, { kind: 'visitor-unblocked', agent: niamh })).toMatchObject({ isBlocked: false });
  });

  it('says what was done in words', () => {
    const action = { kind: 'cancel-order', customerId: MARA, orderId } as const;
    const texts = entriesOf(
      { kind: 'identified', customerId: MARA, proof: 'order-and-email' },
      { kind: 'proof-failed', proof: 'order-and-postcode' },
      { kind: 'proof-failed', proof: 'a proof of another time' },
      { kind: 'code-asked', challenge: 2, customerId: MARA },
      { kind: 'code-asked', challenge: 2 },
      { kind: 'code-refused' },
      { kind: 'code-unsent', challenge: 2 },
      { kind: 'restrained', everyMs: 15_000 },
      { kind: 'restrained', until: NOW },
      { kind: 'visitor-blocked', agent: niamh, reason: 'threats' },
      { kind: 'visitor-unblocked', agent: niamh },
      { kind: 'action-requested', key: 'k', action, messageSeq: 1 },
      { kind: 'action-done', key: 'k' },
      { kind: 'action-failed', key: 'k', reason: 'not-pending' },
      { kind: 'action-failed', key: 'k', reason: 'STORE_UNAVAILABLE' },
    ).map((entry) => (entry.kind === 'done' ? entry.text : entry.kind));
    expect(texts).toEqual([
      'Proved who they are: order number and e-mail address',
      'Details did not match: order number and postcode',
      'Details did not match: a proof of another time',
      'Asked for a code by e-mail',
      'Asked for a code by e-mail; nobody was found it could go to',
      'Typed a code that is not the right one',
      'The mail with the code could not be sent',
      'Takes one message in 15 seconds after insults or spam',
      'Paused after insults or spam',
      'Niamh blocked this visitor: threats',
      'Niamh lets this visitor write again',
      'Asked the shop to cancel order TS-1041',
      'The shop confirmed it',
      'The shop did not do it: the order is no longer being prepared',
      'The shop did not do it: its system did not answer',
    ]);
  });

  it.each(handoffReasonSchema.options)('shows a hand-over once, with its reason: %s', (reason) => {
    const entries = entriesOf({ kind: 'handoff-requested', reason, summary: 'x' });
    expect(entries).toMatchObject([
      { kind: 'done', what: 'handoff', text: expect.stringMatching(/^Handed over: [A-Z]/) },
    ]);
  });

  it('has at most one entry for an event of any kind, at its seq, and counts those without', () => {
    const one: Record<ConversationEvent['kind'], ConversationEvent> = {
      started,
      'customer-said': customerSays('hello'),
      understood: understood(2, [['track_order', 1]]),
      'language-set': { kind: 'language-set', language: 'zh' },
      identified: { kind: 'identified', customerId: MARA, proof: 'email' },
      'proof-failed': { kind: 'proof-failed', proof: 'email' },
      'order-in-focus': { kind: 'order-in-focus', orderId },
      asked: { kind: 'asked', question: { kind: 'rephrase' } },
      'question-closed': { kind: 'question-closed' },
      'bot-said': botSays('hello'),
      'action-requested': {
        kind: 'action-requested',
        key: 'k',
        action: { kind: 'cancel-order', customerId: MARA, orderId },
        messageSeq: 2,
      },
      'action-done': { kind: 'action-done', key: 'k' },
      'action-failed': { kind: 'action-failed', key: 'k', reason: 'not-found' },
      'handoff-requested': { kind: 'handoff-requested', reason: 'complaint', summary: '' },
      'agent-took': { kind: 'agent-took', agent: niamh },
      'agent-said': {
        kind: 'agent-said',
        agent: niamh,
        clientMessageId: clientMessageIdSchema.parse('a-1'),
        text: 'hello',
        answers: [],
      },
      'agent-gave-back': { kind: 'agent-gave-back', agent: niamh },
      closed: { kind: 'closed', by: niamh },
      'turn-waived': { kind: 'turn-waived', answers: [2] },
      'flow-started': { kind: 'flow-started', flow: aFlow, intent: 'complaint' },
      'slot-filled': { kind: 'slot-filled', slot: 'what', value: { as: 'text', text: 'x' }, isPart: false },
      'slot-cleared': { kind: 'slot-cleared', slot: 'what' },
      'flow-agreed': { kind: 'flow-agreed', digest: '0123456789abcdef' },
      'flow-step-done': { kind: 'flow-step-done', step: '1' },
      'flow-ended': { kind: 'flow-ended', outcome: 'done' },
      'code-asked': { kind: 'code-asked', challenge: 2 },
      'code-refused': { kind: 'code-refused' },
      'code-unsent': { kind: 'code-unsent', challenge: 2 },
      rated: { kind: 'rated', value: 4 },
      'visitor-blocked': { kind: 'visitor-blocked', agent: niamh, reason: 'threats' },
      'visitor-unblocked': { kind: 'visitor-unblocked', agent: niamh },
      restrained: { kind: 'restrained', everyMs: 15_000 },
      erased: { kind: 'erased', was: 'customer-said' },
    };
    const events = Object.values(one).map((event) => conversationEventSchema.parse(event));
    const slice = toConsoleEntries(
      4,
      recorded(...events).map((event) => ({ ...event, seq: event.seq + 4 })),
      titleOf,
    );
    expect(slice).toMatchObject({ after: 4, upTo: 4 + events.length });
    const seqs = slice.entries.map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(seqs.length);
    const flow = ['flow-started', 'slot-filled', 'slot-cleared', 'flow-agreed', 'flow-step-done', 'flow-ended'];
    const hidden = ['started', 'language-set', 'order-in-focus', 'asked', 'question-closed', 'turn-waived', ...flow];
    expect(seqs).toEqual(events.flatMap(({ kind }, index) => (hidden.includes(kind) ? [] : [index + 5])));
  });
});

describe('a line of the list', () => {
  it('names a visitor shortly until the customer is proven, and keeps their last words', () => {
    const events = [started, customerSays('where is it'), botSays('Which one?'), customerSays('the blue one')];
    const line = conversationLine(folded(...events), undefined, titleOf);
    expect(line).toMatchObject({ who: 'Visitor VISI', isProven: false, lastWords: 'the blue one', holder: 'bot' });
    expect(line).toMatchObject({ startedAt: NOW, lastAt: NOW + 3000, waitingSince: undefined, intent: undefined });
    const proven = conversationLine(folded(...events), aCustomer(), titleOf);
    expect(proven).toMatchObject({ who: 'Mara Lindqvist', isProven: true });
  });

  it('counts the wait from the first hand-over to the take-over, and again from the next', () => {
    const handoff: ConversationEvent = { kind: 'handoff-requested', reason: 'complaint', summary: '' };
    const waits = (...events: ConversationEvent[]) => folded(started, ...events).waitingSince;
    expect(waits(handoff)).toBe(NOW + 1000);
    expect(waits(handoff, customerSays('hello?'), handoff)).toBe(NOW + 1000);
    const took: ConversationEvent = { kind: 'agent-took', agent: niamh };
    expect(waits(handoff, took)).toBeUndefined();
    expect(waits(handoff, took, { kind: 'agent-gave-back', agent: niamh }, handoff)).toBe(NOW + 4000);
  });

  it('names the agent only while they hold it', () => {
    const took: ConversationEvent = { kind: 'agent-took', agent: niamh };
    const line = (...events: ConversationEvent[]) => conversationLine(folded(started, ...events), undefined, titleOf);
    expect(line(took)).toMatchObject({ holder: 'agent', agentId: 'niamh', agentName: 'Niamh' });
    expect(line(took, { kind: 'closed', by: niamh })).toMatchObject({ holder: 'closed', agentName: undefined });
  });

  it('sorts by the longest wait, then by the newest activity', () => {
    const line = (name: string, lastAt: number, waitingSince?: number) => ({
      ...conversationLine(folded(started), undefined, titleOf),
      lastWords: name,
      lastAt,
      waitingSince,
    });
    const sorted = [line('old', 1), line('short', 9, 8), line('new', 5), line('long', 9, 2)].sort(compareLines);
    expect(sorted.map(({ lastWords }) => lastWords)).toEqual(['long', 'short', 'new', 'old']);
  });
});

describe('what stands beside the thread', () => {
  const contextOf = (events: ConversationEvent[], known = true) =>
    conversationContext(
      {
        shop: aShop(),
        conversation: folded(...events),
        events: recorded(...events),
        customer: known ? aCustomer({ phone: '+353 1' }) : undefined,
        orders: known ? [anOrder()] : [],
      },
      titleOf,
    );

  it('holds the customer, their orders as cards, and how they were proven', () => {
    const context = contextOf([started, { kind: 'identified', customerId: MARA, proof: 'signed-in' }]);
    expect(context.customer).toEqual({
      name: 'Mara Lindqvist',
      email: 'mara@example.com',
      phone: '+353 1',
      city: 'Galway',
      country: 'IE',
      since: undefined,
      proof: 'signed in to the shop',
    });
    expect(context.orders).toMatchObject([{ kind: 'order', orderId: 'TS-1001', statusText: 'being prepared' }]);
  });

  it('holds nothing of a customer who is not proven', () => {
    expect(contextOf([started], false)).toMatchObject({ customer: undefined, orders: [], handoff: undefined });
  });

  it('says why a person is needed, until the conversation is closed', () => {
    const first: ConversationEvent = { kind: 'handoff-requested', reason: 'complaint', summary: 'first' };
    const second: ConversationEvent = { kind: 'handoff-requested', reason: 'failed-proofs', summary: 'second' };
    expect(contextOf([started, first, second]).handoff).toEqual({
      reason: 'Could not prove who they are',
      summary: 'second',
      at: NOW + 2000,
    });
    expect(contextOf([started, first, { kind: 'closed', by: niamh }]).handoff).toBeUndefined();
  });

  it.each<[Question, string]>([
    [{ kind: 'identify', intent: 'track_order' }, 'Waits for proof of who they are, to help with “Track an order”'],
    [{ kind: 'which-order', intent: 'cancel_order' }, 'Asked which order is meant, to help with “Cancel an order”'],
    [{ kind: 'cancel-reason', orderId }, 'Asked why order TS-1041 should be cancelled'],
    [{ kind: 'confirm-cancel', orderId }, 'Waits for a yes to cancel order TS-1041'],
    [{ kind: 'flow-slot', slot: 'items', tries: 1 }, 'Asked for: items'],
    [{ kind: 'flow-confirm', digest: 'x' }, 'Waits for a yes before anything is changed'],
    [
      { kind: 'which-intent', intents: ['track_order', 'cancel_order'] },
      'Asked which is meant: “Track an order” or “Cancel an order”',
    ],
    [{ kind: 'rephrase' }, 'Asked for other words'],
  ])('says what the bot waits for: %j', (question, words) => {
    expect(contextOf([started, { kind: 'asked', question }]).openQuestion).toBe(words);
    expect(contextOf([started, { kind: 'asked', question }, { kind: 'question-closed' }]).openQuestion).toBeUndefined();
  });
});

describe('recent conversations', () => {
  it('are folded from what is new since last time, and start over once forgotten', async () => {
    const events = recorded(started, customerSays('one'));
    const reads: number[] = [];
    const log = {
      read: async (_shop: string, id: string, after: number) => {
        if (id === conversationId) reads.push(after);
        return id === 'nothing' ? [] : events.slice(after);
      },
    } as unknown as ConversationLog;
    const recent = createRecentConversations(log, 2);
    expect((await recent(shopId, conversationId)).lastWords).toBe('one');
    events.push({ seq: 3, at: NOW, event: customerSays('three') });
    expect((await recent(shopId, conversationId)).lastWords).toBe('three');
    expect((await recent(shopId, 'nothing' as typeof conversationId)).seq).toBe(0);
    await recent(shopId, 'b' as typeof conversationId);
    await recent(shopId, 'c' as typeof conversationId);
    expect((await recent(shopId, conversationId)).seq).toBe(3);
    expect(reads).toEqual([0, 2, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../src/conversation/apply-event.js';
import { chooseReply } from '../../src/conversation/choose-reply.js';
import { type ConversationEvent, conversationEventSchema } from '../../src/conversation/conversation-event.js';
import type { Decision } from '../../src/conversation/turn.js';
import { customerIdSchema } from '../../src/protocol/ids.js';
import { aCustomer, anIntent, anOrder, anUnderstanding, aTurn, serving } from '../support/a-turn.js';

const customer = aCustomer();
const proven = { customerId: customer.id, proof: 'signed-in' as const };

function kinds({ events }: Decision) {
  return events.map(({ kind }) => kind);
}

function find<Kind extends ConversationEvent['kind']>({ events }: Decision, kind: Kind) {
  return events.find((event): event is Extract<ConversationEvent, { kind: Kind }> => event.kind === kind);
}

function words(decision: Decision): string {
  return JSON.stringify(find(decision, 'bot-said')?.blocks ?? []);
}

describe('chooseReply: tracking', () => {
  it('asks who it is before it says anything about an order, and never whether the order exists', () => {
    const decision = chooseReply(aTurn({ purpose: serving('track_order', 'TS-1001') }));
    expect(find(decision, 'asked')?.question).toEqual({ kind: 'identify', intent: 'track_order', orderId: 'TS-1001' });
    expect(words(decision)).toContain('e-mail');
    expect(words(decision)).not.toContain('TS-1001');
  });

  it('says the same for an order that is another’s and one that does not exist', () => {
    const facts = { customer, orders: [anOrder()] };
    const conversation = { customer: proven };
    const foreign = chooseReply(aTurn({ conversation, facts, purpose: serving('track_order', 'TS-2002') }));
    const missing = chooseReply(aTurn({ conversation, facts, purpose: serving('track_order', 'XX-9') }));
    expect(words(foreign)).toBe(words(missing));
  });

  it('shows every open order, with the day it should arrive', () => {
    const orders = [
      anOrder(),
      anOrder({ id: 'TS-1002', status: 'shipped' }),
      anOrder({ id: 'TS-0900', status: 'delivered' }),
    ];
    const decision = chooseReply(
      aTurn({ conversation: { customer: proven }, facts: { customer, orders }, purpose: serving('track_order') }),
    );
    expect(words(decision)).toContain('TS-1001');
    expect(words(decision)).toContain('TS-1002');
    expect(words(decision)).not.toContain('TS-0900');
    expect(words(decision)).toContain('27 November');
  });

  it('calls a parcel late once its day has passed, and offers a person', () => {
    const orders = [anOrder({ status: 'shipped', expectedAt: '2026-11-20T10:00:00Z' })];
    const decision = chooseReply(
      aTurn({ conversation: { customer: proven }, facts: { customer, orders }, purpose: serving('track_order') }),
    );
    expect(words(decision)).toContain('late');
    expect(words(decision)).toContain('intent:human_agent');
  });
});

describe('chooseReply: proofs', () => {
  const prove = {
    kind: 'prove',
    intent: anIntent('track_order', { job: 'track-order' }),
    orderNumber: undefined,
  } as const;

  it('records a proof that matched and goes on with what was asked', () => {
    const proof = {
      kind: 'matched',
      customerId: customerIdSchema.parse('customer-1'),
      proof: 'order-and-email',
    } as const;
    const decision = chooseReply(aTurn({ purpose: prove, facts: { proof, customer, orders: [anOrder()] } }));
    expect(kinds(decision)).toContain('identified');
    expect(words(decision)).toContain('Mara');
    expect(words(decision)).toContain('TS-1001');
  });

  it('passes to a person after as many failures as the shop allows', () => {
    const facts = { proof: { kind: 'failed', proof: 'order-and-email' } as const };
    const second = chooseReply(aTurn({ purpose: prove, facts, conversation: { failedProofs: 1 } }));
    const third = chooseReply(aTurn({ purpose: prove, facts, conversation: { failedProofs: 2 } }));
    expect(kinds(second)).not.toContain('handoff-requested');
    expect(find(third, 'handoff-requested')?.reason).toBe('failed-proofs');
  });
});

describe('chooseReply: when it does not understand', () => {
  const unsure = anUnderstanding({ kind: 'unsure' });

  it('asks for other words once, then passes to a person', () => {
    const first = chooseReply(aTurn({ understanding: unsure, purpose: { kind: 'unsure' } }));
    const second = chooseReply(
      aTurn({ understanding: unsure, purpose: { kind: 'unsure' }, conversation: { unsureTurns: 1 } }),
    );
    expect(kinds(first)).not.toContain('handoff-requested');
    expect(words(first)).toContain('intent:human_agent');
    expect(find(second, 'handoff-requested')?.reason).toBe('not-understood');
  });

  it('writes one mail per hand-over, named by its message', () => {
    const decision = chooseReply(aTurn({ purpose: serving('human_agent') }));
    expect(decision.outbox).toEqual([
      {
        id: 'conversation-1.2.mail-handoff',
        kind: 'mail-handoff',
        conversationId: 'conversation-1',
        reason: 'asked-for-a-person',
      },
    ]);
  });

  it('does not hand over twice while a person is being found', () => {
    const decision = chooseReply(aTurn({ purpose: serving('human_agent'), conversation: { holder: 'waiting' } }));
    expect(kinds(decision)).not.toContain('handoff-requested');
    expect(decision.outbox).toEqual([]);
  });
});

describe('chooseReply, whatever the turn', () => {
  const purposes = [
    'track_order',
    'cancel_order',
    'refund_policy',
    'human_agent',
    'complaint',
    'greeting',
    'affirm',
    'deny',
    'recommend_product',
  ];

  it.each(purposes)('settles the message of %s exactly once, in events the log can hold', (name) => {
    const turn = aTurn({
      purpose: serving(name),
      conversation: { introduced: false, owed: [{ seq: 2, text: 'x', choice: undefined }] },
    });
    const { events } = chooseReply(turn);
    for (const event of events) expect(conversationEventSchema.parse(event)).toEqual(event);
    expect(events.flatMap((event) => ('answers' in event ? event.answers : []))).toEqual([2]);
    const after = events.reduce(
      (state, event, index) => applyEvent(state, { seq: 3 + index, at: 0, event }),
      turn.conversation,
    );
    expect(after.owed).toEqual([]);
  });

  it.each(purposes)('says that it is a bot before its first answer to %s, and only then', (name) => {
    const first = chooseReply(aTurn({ purpose: serving(name), conversation: { introduced: false } }));
    const later = chooseReply(aTurn({ purpose: serving(name) }));
    expect(find(first, 'bot-said')?.blocks[0]).toMatchObject({ kind: 'text', text: expect.stringContaining('a bot') });
    expect(words(later)).not.toContain('a bot.');
  });
});

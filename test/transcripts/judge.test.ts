import { describe, expect, it } from 'vitest';
import { type ConversationEvent, conversationEventSchema } from '../../src/conversation/conversation-event.js';
import { aWardrobe } from '../conversation/flow/a-wardrobe.js';
import { judgeShop } from './judge-shop.js';
import { judgeTurn, type TurnSeen } from './judge-turn.js';
import { describeOutcome } from './print-outcome.js';
import { parseTranscript, type ScriptedTurn, type Transcript } from './transcript.js';

function scriptOf(rest: string): Transcript {
  const parsed = parseTranscript('file.yaml', `title: A test\nturns:\n  - ${rest}`);
  if (parsed.kind === 'mistakes') throw new Error(parsed.mistakes.join('\n'));
  return parsed.transcript;
}

function turnOf(checks: string): ScriptedTurn {
  const [turn] = scriptOf(`{ writes: hello, ${checks} }`).turns;
  if (turn === undefined) throw new Error('a script has a turn');
  return turn;
}

const said: ConversationEvent = {
  kind: 'bot-said',
  answers: [],
  blocks: [
    { kind: 'text', text: 'Which order is it?' },
    { kind: 'choices', choices: [{ label: 'TS-1001', choice: 'order:TS-1001' }] },
  ],
};

function seen(changes: Partial<TurnSeen> = {}): TurnSeen {
  return { events: [said], question: undefined, flows: [], knows: {}, ...changes };
}

const requested = conversationEventSchema.parse({
  kind: 'action-requested',
  key: 'k',
  messageSeq: 1,
  action: { kind: 'cancel-order', customerId: 'customer-1', orderId: 'TS-1001' },
});

describe('a turn is judged', () => {
  it('good when everything that is said of it holds', () => {
    expect(
      judgeTurn(turnOf('asks: nothing, says: which ORDER | other, offers: TS-1001, never: Goodbye'), seen()),
    ).toEqual([]);
  });

  it.each([
    ['words that are not there', 'says: Goodbye', seen(), 'says'],
    ['words that must not be', 'never: which order', seen(), 'never'],
    ['a quick reply that is not there', 'offers: TS-2001', seen(), 'offers'],
    ['another question', 'asks: yes', seen({ question: { kind: 'flow-slot', slot: 'order', tries: 1 } }), 'asks'],
    ['another flow', 'flows: [cancel-order]', seen(), 'flows'],
    ['an empty slot', 'knows: { order: TS-1001 }', seen(), 'knows order'],
    ['silence', 'asks: nothing', seen({ events: [] }), 'answers'],
    ['an answer where a person holds it', 'silent: true', seen(), 'answers'],
    [
      'an action nobody scripted',
      'asks: nothing',
      seen({ events: [requested, { kind: 'action-done', key: 'k' }, said] }),
      'does',
    ],
    ['an action that was refused', 'does: cancel-order', seen({ events: [requested, said] }), 'does'],
    [
      'a person nobody scripted',
      'asks: nothing',
      seen({ events: [said, { kind: 'handoff-requested', reason: 'complaint', summary: '' }] }),
      'hands-over',
    ],
    [
      'a sentence with a hole',
      'asks: nothing',
      seen({ events: [{ ...said, blocks: [{ kind: 'text', text: 'Order {order} is it?' }] }] }),
      'words',
    ],
  ])('not good for %s', (_what, checks, came, what) => {
    expect(judgeTurn(turnOf(checks), came).map((difference) => difference.what)).toEqual([what]);
  });
});

describe('the shop is judged', () => {
  const before = aWardrobe();
  const after = { ...before, orders: before.orders.map((order) => ({ ...order, total: order.total + 1 })) };

  it('as unchanged where nothing is said of it', () => {
    expect(judgeShop(scriptOf('writes: hello'), before, before)).toEqual([]);
    expect(judgeShop(scriptOf('writes: hello'), before, after)).toHaveLength(before.orders.length);
  });

  it('by what is said of it, and by nothing else', () => {
    const script = scriptOf('writes: hello\norders: { TS-1001: { total: 8901 } }');
    expect(judgeShop(script, before, after).map(({ what }) => what)).not.toContain('order TS-1001.total');
    expect(judgeShop(script, before, before)).toEqual([{ what: 'order TS-1001.total', expected: '8901', got: '8900' }]);
  });

  it('by accounts, of which the address stays where nothing is said of it', () => {
    const elsewhere = { line1: '3 Pier Road', city: 'Cork', postcode: 'T12 A8CD', country: 'IE' };
    const moved = { ...before, customers: before.customers.map((one) => ({ ...one, address: elsewhere })) };
    expect(judgeShop(scriptOf('writes: hello'), before, moved).map(({ what }) => what)).toEqual([
      'address of customer-1',
    ]);
    const script = scriptOf('writes: hello\naccounts: { customer-1: { address: { city: Cork } } }');
    expect(judgeShop(script, before, moved)).toEqual([]);
  });

  it('by gift cards and stock too, and by orders that it does not have', () => {
    const script = scriptOf(
      'writes: hello\ngift-cards: { gift-1: 1 }\nstock: { v-1: 1 }\norders: { TS-9: { total: 1 } }',
    );
    expect(judgeShop(script, before, before).map(({ what }) => what)).toEqual([
      'order TS-9',
      'gift card gift-1',
      'stock of v-1',
    ]);
  });
});

describe('what is printed', () => {
  it('tells the turn, its line, what was expected and what came', () => {
    const parsed = parseTranscript('file.yaml', 'title: A test\nturns:\n  - { writes: hello, says: Goodbye }\n');
    if (parsed.kind === 'mistakes') throw new Error('a good file');
    const differences = judgeTurn(turnOf('says: Goodbye'), seen());
    const played = { turns: [{ said: 'hello', reply: 'Which order is it?', differences }], shop: [] };
    expect(describeOutcome({ kind: 'played', parsed, played })).toEqual([
      '✗ file.yaml: A test',
      '  file.yaml:3:5 turn 1: hello',
      '    says',
      '      - expected: Goodbye',
      '      + got: Which order is it?',
      '        (TS-1001)',
      '      reply: Which order is it?',
    ]);
  });
});

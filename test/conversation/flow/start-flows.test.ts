import { describe, expect, it } from 'vitest';
import { startFlows } from '../../../src/conversation/flow/start-flows.js';
import { loadIntents } from '../../../src/conversation/load-intents.js';
import type { FlowWish, Turn } from '../../../src/conversation/turn.js';
import { aConversation, aTurn } from '../../support/a-turn.js';
import { aWardrobe } from './a-wardrobe.js';

const { intents, flows } = await loadIntents('intents');

describe('several things asked for at once', () => {
  it('begins with the first and keeps what was said of the others for their turn', () => {
    const reply = startFlows(turn(), [
      wish('cancel_order', 'cancel TS-1001'),
      wish('return_item', 'return everything from TS-1003'),
    ]);
    const kinds = (reply.events ?? []).map((event) => (event.kind === 'flow-started' ? event.intent : event.kind));
    expect(kinds.indexOf('return_item')).toBeLessThan(kinds.indexOf('cancel_order'));
    expect(reply.question?.kind).toBe('flow-confirm');
    expect(JSON.stringify(reply.blocks)).toContain('TS-1001');
    expect(JSON.stringify(reply.blocks)).not.toContain('TS-1003');
  });

  it('says at once what cannot be done, and goes on with the rest', () => {
    const reply = startFlows(turn(), [wish('cancel_order', 'cancel TS-1001'), wish('cancel_order', 'cancel TS-1003')]);
    const words = JSON.stringify(reply.blocks);
    expect(words).toMatch(/TS-1003.*TS-1001/s);
    expect(reply.events).toContainEqual(expect.objectContaining({ kind: 'flow-ended', outcome: 'refused' }));
    expect(reply.question?.kind).toBe('flow-confirm');
  });
});

function wish(name: string, text: string): FlowWish {
  const intent = intents.get(name);
  const flow = intent && 'flow' in intent.reply ? flows.get(intent.reply.flow) : undefined;
  if (intent === undefined || flow === undefined) throw new Error(`no flow serves ${name}`);
  return { kind: 'flow', intent, flow, text };
}

function turn(): Turn {
  const file = aWardrobe();
  const [customer] = file.customers;
  const base = aTurn({});
  return {
    ...base,
    conversation: aConversation({}),
    facts: { ...base.facts, shop: file.shop, customer, orders: file.orders, orderedProducts: file.products },
  };
}

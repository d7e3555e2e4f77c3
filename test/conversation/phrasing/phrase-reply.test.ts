import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseReply } from '../../../src/conversation/choose-reply.js';
import { newPhrasingCounts } from '../../../src/conversation/phrasing/language-model.js';
import { createPhrasing } from '../../../src/conversation/phrasing/phrase-reply.js';
import type { Facts } from '../../../src/conversation/turn.js';
import { createLog } from '../../../src/log.js';
import { createChatCompletions } from '../../../src/remote/language-model/chat-completions.js';
import { aCustomer, anOrder, aTurn, serving } from '../../support/a-turn.js';
import { startScriptedModel } from '../../support/scripted-language-model.js';

const customer = aCustomer();
const SHIPPED = anOrder({ status: 'shipped', expectedAt: '2026-12-01T10:00:00Z' });
const REWORDED = 'Your order TS-1001 is in transit and expected by Tuesday, 1 December. [f1]';

const server = await startScriptedModel({ kind: 'writes', text: REWORDED });
const model = createChatCompletions({ url: server.url, model: 'words', key: undefined, log: createLog('silent') });
let counts = newPhrasingCounts();

beforeEach(() => {
  counts = newPhrasingCounts();
  server.prompts.length = 0;
  server.does({ kind: 'writes', text: REWORDED });
});
afterAll(() => {
  model.close();
  server.stop();
});

function begin() {
  return createPhrasing({ model, counts, timeoutMs: 300 }).begin();
}

function tracking(facts: Partial<Facts> = {}) {
  const conversation = { customer: { customerId: customer.id, proof: 'signed-in' as const }, introduced: true };
  return chooseReply(
    aTurn({ conversation, facts: { customer, orders: [SHIPPED], ...facts }, purpose: serving('track_order') }),
  );
}

function textsOf(decision: ReturnType<typeof chooseReply>): string[] {
  return decision.events.flatMap((event) =>
    event.kind === 'bot-said' ? event.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])) : [],
  );
}

describe('an answer in other words', () => {
  it('says what the model wrote, without its marks, and leaves cards and everything else as they were', async () => {
    const plain = tracking();
    const phrased = await begin()(plain, { language: 'en' });
    expect(textsOf(phrased)).toEqual(['Your order TS-1001 is in transit and expected by Tuesday, 1 December.']);
    const others = (decision: typeof plain) => JSON.stringify(decision).replaceAll(textsOf(decision)[0] ?? '', '');
    const { factual: _factual, ...rest } = plain;
    expect(others(phrased)).toBe(others(rest));
    expect(counts).toMatchObject({ calls: 1, reworded: 1, fallbacks: 0, droppedSentences: 0 });
  });

  it.each([
    ['another day', REWORDED.replace('1 December', '2 December'), 1],
    ['half of it', 'Your order TS-1001 is in transit.', 1],
    ['nothing', '', 0],
  ])('stays plain where the model wrote %s', async (_what, text, dropped) => {
    server.does({ kind: 'writes', text });
    const plain = tracking();
    expect(textsOf(await begin()(plain, { language: 'en' }))).toEqual(textsOf(plain));
    expect(counts).toMatchObject({ reworded: 0, fallbacks: 1, droppedSentences: dropped });
  });

  it('drops a promise and keeps what is so', async () => {
    server.does({ kind: 'writes', text: `${REWORDED} You get 20% off your next order. [f1]` });
    expect(textsOf(await begin()(tracking(), { language: 'en' }))).toEqual([
      'Your order TS-1001 is in transit and expected by Tuesday, 1 December.',
    ]);
    expect(counts.droppedSentences).toBe(1);
  });

  it('stays plain where the model is late or fails', async () => {
    const plain = tracking();
    for (const behaviour of [{ kind: 'hangs' }, { kind: 'answers', status: 500, body: '' }] as const) {
      server.does(behaviour);
      expect(textsOf(await begin()(plain, { language: 'en' }))).toEqual(textsOf(plain));
    }
    expect(counts).toMatchObject({ calls: 2, failures: 2, fallbacks: 2 });
  });

  it('is worded once, however often the turn is decided', async () => {
    const phrase = begin();
    server.does({ kind: 'writes', text: REWORDED });
    const first = await phrase(tracking(), { language: 'en' });
    server.does({ kind: 'writes', text: 'Order TS-1001 is on its way. It should be with you by 1 December.' });
    expect(await phrase(tracking(), { language: 'en' })).toEqual(first);
    expect(server.prompts).toHaveLength(1);
  });

  it('never asks about introductions, questions, refusals and who somebody is', async () => {
    const identify = chooseReply(aTurn({ purpose: serving('track_order') }));
    const handOver = chooseReply(aTurn({ purpose: serving('human_agent') }));
    for (const decision of [identify, handOver, tracking({ orders: [] })])
      expect(textsOf(await begin()(decision, { language: 'en' }))).toEqual(textsOf(decision));
    expect(server.prompts).toHaveLength(0);
  });

  it('sends nothing of who the customer is, nor the customer’s words', async () => {
    await begin()(tracking(), { language: 'en' });
    const sent = server.prompts.map(({ raw }) => raw).join('\n');
    const { firstName, lastName, email, address } = customer;
    for (const personal of [firstName, lastName, email, address.line1, address.postcode, 'customer-1', 'visitor-1'])
      expect(sent).not.toContain(personal);
  });
});

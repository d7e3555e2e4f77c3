import { describe, expect, it } from 'vitest';
import { answerFromPolicy } from '../../src/conversation/replies/answer-from-policy.js';
import { handOver, needsPerson, reportProblem } from '../../src/conversation/replies/hand-over.js';
import type { Reply, Turn } from '../../src/conversation/turn.js';
import { aShop, aTurn, serving } from '../support/a-turn.js';

const passage = {
  text: 'A payment that was taken twice is paid back.',
  pageId: 'payment',
  pageTitle: 'Payment',
  heading: 'Payment',
  anchor: 'payment',
  score: 1,
};

/** In a shop that has the bot try first. */
function trying(parts: { passages?: (typeof passage)[]; last?: string; mayHandOverEarly?: boolean } = {}): Turn {
  const { passages = [], last, mayHandOverEarly = false } = parts;
  return aTurn({
    conversation: { lastIntent: last },
    purpose: serving('refund_policy'),
    facts: { shop: aShop({ mayHandOverEarly }), passages },
  });
}

const offersPerson = ({ blocks }: Reply) => JSON.stringify(blocks).includes('intent:human_agent');

describe('what the bot cannot do', () => {
  it.each([
    ['needs a person', needsPerson],
    ['is a problem with an order', reportProblem],
  ] as const)('%s: a shop that has it try first gives the page first, and offers a person', (_title, reply) => {
    const first = reply(trying({ passages: [passage] }));
    expect(first.handoff).toBeUndefined();
    expect(offersPerson(first)).toBe(true);
    expect(reply(trying({ passages: [passage], last: 'refund_policy' })).handoff).toBe('needs-a-person');
    expect(reply(trying({ passages: [passage], mayHandOverEarly: true })).handoff).toBe('needs-a-person');
  });

  it('goes to a person at once where no page says anything', () => {
    expect(needsPerson(trying()).handoff).toBe('needs-a-person');
  });

  it('is a question no page answers: a person is offered at once, or when it is asked again', () => {
    expect(offersPerson(answerFromPolicy(trying()))).toBe(false);
    expect(offersPerson(answerFromPolicy(trying({ last: 'refund_policy' })))).toBe(true);
    expect(offersPerson(answerFromPolicy(trying({ mayHandOverEarly: true })))).toBe(true);
  });
});

describe('asking for a person', () => {
  it('brings one in where the shop allows it at once', () => {
    expect(handOver(aTurn())).toEqual({ blocks: [], handoff: 'asked-for-a-person' });
  });

  it('asks what it is about first where the shop has the bot try', () => {
    const reply = handOver(aTurn({ facts: { shop: aShop({ mayHandOverEarly: false }) } }));
    expect(reply.handoff).toBeUndefined();
    expect(reply.blocks).toHaveLength(1);
  });

  it('brings one in there too when the bot has offered one', () => {
    const turn = aTurn({ facts: { shop: aShop({ mayHandOverEarly: false }) } });
    const pressed = { ...turn, message: { ...turn.message, choice: 'intent:human_agent' } };
    expect(handOver(pressed).handoff).toBe('asked-for-a-person');
  });
});

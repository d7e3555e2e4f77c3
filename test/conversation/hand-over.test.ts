import { describe, expect, it } from 'vitest';
import { handOver } from '../../src/conversation/replies/hand-over.js';
import { aShop, aTurn } from '../support/a-turn.js';

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

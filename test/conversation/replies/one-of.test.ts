import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../src/conversation/apply-event.js';
import { oneOf } from '../../../src/conversation/replies/one-of.js';
import { say } from '../../../src/conversation/replies/text-block.js';
import { wordings } from '../../../src/texts/wordings.js';
import { aConversation, NOW } from '../../support/a-turn.js';

const ways = [wordings('a1', 'a2', 'a3'), wordings('b1', 'b2', 'b3', 'b4')] as const;

describe('the wording of a text', () => {
  it('is the plainest one where nothing was said yet', () => {
    expect(oneOf(ways[0], aConversation())).toBe('a1');
  });

  it('is each of them in turn, and then the first again', () => {
    expect(afterSaying([0, 0, 0, 0])).toEqual(['a1', 'a2', 'a3', 'a1']);
  });

  it('is a short one, never the last, for somebody who is angry', () => {
    const angry = { temper: { tone: 'angry' as const, heat: 2 }, apologised: false };
    const longWords = wordings('the longest of all', 'shorter', 'short');
    expect(oneOf(longWords, { ...angry, said: [] })).toBe('short');
    expect(oneOf(longWords, { ...angry, said: ['short'] })).toBe('shorter');
    expect(oneOf(longWords, { ...angry, said: ['short', 'shorter'] })).toBe('short');
  });

  it('is one without an apology once that has been said', () => {
    const sorry = wordings('I am sorry.', 'Sorry about that.', 'This is noted.', 'Noted, and 抱歉');
    expect(oneOf(sorry, aConversation())).toBe('I am sorry.');
    expect(oneOf(sorry, aConversation({ apologised: true }))).toBe('This is noted.');
  });

  it('is never the one last said of the same text, whatever is said between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0 as const, 1 as const), { maxLength: 40 }), (order) => {
        const spoken = afterSaying(order);
        for (const text of [0, 1]) {
          const ofText = spoken.filter((_words, index) => order[index] === text);
          ofText.slice(1).forEach((words, index) => {
            expect(words).not.toBe(ofText[index]);
          });
        }
      }),
    );
  });
});

/** Says the texts one after the other in a conversation that is folded as its log is. */
function afterSaying(order: readonly (0 | 1)[]): string[] {
  let conversation = aConversation();
  return order.map((text) => {
    const words = oneOf(ways[text], conversation);
    const event = { kind: 'bot-said' as const, blocks: [say(words)], answers: [] };
    conversation = applyEvent(conversation, { seq: conversation.seq + 1, at: NOW, event });
    return words;
  });
}

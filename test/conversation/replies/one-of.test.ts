import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../src/conversation/apply-event.js';
import { oneOf } from '../../../src/conversation/replies/one-of.js';
import { say } from '../../../src/conversation/replies/text-block.js';
import { en } from '../../../src/texts/en.js';
import { type Wordings, wordings } from '../../../src/texts/wordings.js';
import { zh } from '../../../src/texts/zh.js';
import { aConversation, NOW } from '../../support/a-turn.js';
import { listsOf } from '../../texts/said-by.js';

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
    expect(oneOf(sorry, aConversation({ apologised: true, said: ['This is noted.'] }))).toBe('I am sorry.');
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

  it.each([
    ['English', en],
    ['Chinese', zh],
  ])('is never the one last said of any text of the %s catalogue, however the customer sounds', (_name, catalogue) => {
    const texts = listsOf(catalogue).map(([first = '', second = '', third = '', ...more]) =>
      wordings(first, second, third, ...more),
    );
    const tone = fc.constantFrom('calm' as const, 'upset' as const, 'angry' as const);
    const saying = fc.record({ text: fc.constantFrom(...texts), tone });
    // Few texts, so that each is said often.
    const walk = fc
      .array(saying, { minLength: 1, maxLength: 4 })
      .chain((few) =>
        fc.array(fc.record({ text: fc.constantFrom(...few.map(({ text }) => text)), tone }), { maxLength: 40 }),
      );
    fc.assert(
      fc.property(walk, (sayings) => {
        expect(twiceRunning(sayings)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

type Saying = { text: Wordings; tone: 'calm' | 'upset' | 'angry' };

function twiceRunning(sayings: readonly Saying[]): string[] {
  const last = new Map<Wordings, string>();
  let conversation = aConversation();
  return sayings.flatMap(({ text, tone }) => {
    const words = oneOf(text, { ...conversation, temper: { tone, heat: 1 } });
    const event = { kind: 'bot-said' as const, blocks: [say(words)], answers: [] };
    conversation = applyEvent(conversation, { seq: conversation.seq + 1, at: NOW, event });
    const isSame = last.get(text) === words;
    last.set(text, words);
    return isSame ? [words] : [];
  });
}

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

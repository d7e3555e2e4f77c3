import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../src/conversation/apply-event.js';
import type { Conversation } from '../../../src/conversation/conversation.js';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import { askRating, mayAskRating } from '../../../src/conversation/rating/ask-rating.js';
import { meanRating, NO_RATINGS, tallyAfter } from '../../../src/conversation/rating/tally-ratings.js';
import { readPurpose } from '../../../src/conversation/reading/read-purpose.js';
import { textsFor } from '../../../src/texts/texts.js';
import { aConversation, anUnderstanding, aShop, intents, NOW } from '../../support/a-turn.js';

const { policy } = aShop();
const blocks = askRating(aConversation(), textsFor('en', aShop()));
const asked: ConversationEvent = { kind: 'bot-said', blocks, answers: [] };
const rated = (value: number, commentSeq?: number): ConversationEvent => ({
  kind: 'rated',
  value,
  ...(commentSeq !== undefined && { commentSeq }),
});

function folded(...events: ConversationEvent[]): Conversation {
  return events.reduce(
    (conversation, event) => applyEvent(conversation, { seq: conversation.seq + 1, at: NOW, event }),
    aConversation(),
  );
}

function pressed(conversation: Conversation, choice: string) {
  const message = { seq: 9, text: 'Good', choice };
  return readPurpose({ conversation, message, understanding: anUnderstanding('unsure'), intents });
}

describe('asking how it was', () => {
  it('is done once in a conversation, whether or not it was answered', () => {
    expect(mayAskRating(folded(), policy)).toBe(true);
    expect(mayAskRating(folded(asked), policy)).toBe(false);
    expect(mayAskRating(folded(asked, rated(5)), policy)).toBe(false);
  });

  it.each(['waiting', 'agent'] as const)('is not done while the conversation is %s’s', (holder) => {
    expect(mayAskRating({ ...folded(), holder }, policy)).toBe(false);
  });

  it('is not done to somebody who is angry, or has insulted', () => {
    expect(mayAskRating({ ...folded(), temper: { tone: 'angry', heat: 1.3 } }, policy)).toBe(false);
    expect(mayAskRating({ ...folded(), strikes: 1 }, policy)).toBe(false);
  });

  it('is not done while something is asked, nor in a shop that does not', () => {
    expect(mayAskRating({ ...folded(), question: { kind: 'rephrase' } }, policy)).toBe(false);
    expect(mayAskRating(folded(), { ...policy, mayAskRating: false })).toBe(false);
  });

  it('offers five that say what they mean, from very poor to very good', () => {
    expect(blocks.at(-1)).toMatchObject({
      kind: 'rating',
      choices: { 0: { label: 'Very poor' }, 4: { choice: 'rating:5' } },
    });
  });
});

describe('a pressed rating', () => {
  it('counts where it was asked for', () => {
    expect(pressed(folded(asked), 'rating:4')).toEqual({ kind: 'rate', value: 4 });
  });

  it.each(['rating:4', 'rating:9', 'rating:'])('made up by a client, %s, is nothing', (choice) => {
    expect(pressed(folded(), choice).kind).toBe('unsure');
  });

  it.each(['rating:0', 'rating:6', 'rating:4.5', 'rating:'])('of no such value, %s, is nothing', (choice) => {
    expect(pressed(folded(asked), choice).kind).toBe('unsure');
  });
});

describe('ratings', () => {
  it('are counted over events of any conversations, a comment being no second one', () => {
    const tally = [rated(5), asked, rated(2), rated(2, 7), rated(5)].reduce(tallyAfter, NO_RATINGS);
    expect(tally).toEqual({ count: 3, sum: 12, counts: [0, 1, 0, 0, 2] });
    expect(meanRating(tally)).toBe(4);
  });

  it('have no mean before the first', () => {
    expect(meanRating(NO_RATINGS)).toBeUndefined();
  });
});

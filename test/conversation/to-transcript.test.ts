import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import { toTranscript } from '../../src/conversation/to-transcript.js';
import { NOW } from '../support/a-turn.js';

const sliceOf = (...events: ConversationEvent[]) =>
  toTranscript(
    4,
    events.map((event, index) => ({ seq: 5 + index, at: NOW, event })),
  );

describe('the stretch of a conversation that its shopper gets', () => {
  it('says which language they were last heard in, if that changed, and shows nothing for it', () => {
    const slice = sliceOf({ kind: 'language-set', language: 'zh' }, { kind: 'language-set', language: 'en' });
    expect(slice).toEqual({ after: 4, upTo: 6, entries: [], language: 'en' });
  });

  it('says nothing of a language that stays', () => {
    expect(sliceOf({ kind: 'question-closed' })).not.toHaveProperty('language');
  });
});

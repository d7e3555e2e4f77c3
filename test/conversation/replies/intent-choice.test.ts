import { describe, expect, it } from 'vitest';
import { intentChoice } from '../../../src/conversation/replies/intent-choice.js';
import { jobFor } from '../../../src/conversation/replies/jobs.js';
import { aConversation, anIntent, aTurn } from '../../support/a-turn.js';

describe('the quick reply for an intent', () => {
  it.each([
    ['en', 'Title of warranty'],
    ['zh-CN', '保修'],
    ['de', 'Title of warranty'],
  ])('is its title in %s: %s', (language, label) => {
    const intent = { ...anIntent('warranty'), titles: { zh: '保修' } };
    expect(intentChoice(intent, aConversation({ language }))).toEqual({ label, choice: 'intent:warranty' });
  });

  it('is its English title where it has no other', () => {
    expect(intentChoice(anIntent('warranty'), aConversation({ language: 'zh' })).label).toBe('Title of warranty');
  });
});

describe('the fixed text of an intent', () => {
  it.each([
    ['en', 'Open from nine.'],
    ['zh', '九点开门。'],
  ])('is said in %s', (language, text) => {
    const job = jobFor(anIntent('store_visit', { say: { en: 'Open from nine.', zh: '九点开门。' } }));
    expect(job.reply(aTurn({ conversation: { language } })).blocks).toEqual([{ kind: 'text', text }]);
  });
});

import { describe, expect, it } from 'vitest';
import { readPurpose } from '../../../src/conversation/reading/read-purpose.js';
import { isValueOnly } from '../../../src/conversation/reading/value-only.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import { Dialogue } from '../../support/a-dialogue.js';
import { aConversation, anUnderstanding, intents } from '../../support/a-turn.js';
import { aForm } from '../flow/a-form.js';
import { aWardrobe } from '../flow/a-wardrobe.js';

const VALUES = [
  'joe@example.com',
  'my e-mail is peter.jones@yahoo.co.uk',
  'wang@qq.com',
  '我的邮箱是 wang@qq.com',
  'TS-1002',
  'order TS-1002, manon@example.com',
  '订单号 TS-1002',
  '6511 NF',
  'postcode 6511NF',
  '+353 87 123 4567',
  '手机号13800138000',
  'WELCOME10',
  '12',
];

describe('a message that is nothing but a value', () => {
  it.each(VALUES)('is told: %s', (text) => {
    expect(isValueOnly(text, extractSlots(text))).toBe(true);
  });

  it.each([
    'I want to talk to a person',
    'call me on +353 87 123 4567',
    'cancel TS-1002',
    'is WELCOME10 still good',
    'TS-1002?',
    '取消 TS-1002',
    '转人工',
    'in 42 please',
    '!!!',
  ])('is not: %s', (text) => {
    expect(isValueOnly(text, extractSlots(text))).toBe(false);
  });

  const outsideAnything = (text: string) =>
    readPurpose({
      conversation: aConversation({}),
      message: { seq: 2, text, choice: undefined },
      understanding: anUnderstanding('human_agent', extractSlots(text)),
      intents,
    });

  it.each(VALUES.filter((text) => !text.includes('TS-')))('is no wish, whatever the model reads: %s', (text) => {
    expect(outsideAnything(text)).toEqual({ kind: 'unsure' });
  });

  it.each(VALUES.filter((text) => text.includes('TS-')))('shows the order it names: %s', (text) => {
    expect(outsideAnything(text)).toMatchObject({ intent: { intent: 'track_order' }, orderNumber: 'TS-1002' });
  });

  it('answers what a flow asks for, although the model takes it for a call for a person', () => {
    const dialogue = new Dialogue(aWardrobe(), { flows: new Map([['form', aForm([{ as: 'email' }])]]) });
    dialogue.says('form please', { intent: 'update_account' });
    dialogue.says('joe@example.com', { intent: 'human_agent' });
    expect(dialogue.conversation.holder).toBe('bot');
    expect(dialogue.conversation.flows.at(-1)?.slots).toHaveProperty('value');
  });
});

import { describe, expect, it } from 'vitest';
import { followLanguage } from '../../../src/conversation/reading/follow-language.js';
import { FOREIGN_TEXTS } from '../../../src/texts/foreign-texts.js';
import { Dialogue } from '../../support/a-dialogue.js';
import { aConversation } from '../../support/a-turn.js';
import { wordsOf } from '../../support/shopper.js';
import { aWardrobe } from '../flow/a-wardrobe.js';

const kinds = ({ events }: Dialogue) => events.map(({ kind }) => kind);

describe('the language of a conversation', () => {
  it('is the customer’s from the message on that is clearly in it, and stays theirs', () => {
    const dialogue = new Dialogue(aWardrobe());
    expect(wordsOf(dialogue.says('你好', { intent: 'greeting' }))).toBe('您好，请问有什么可以帮您？');
    expect(wordsOf(dialogue.says('TS-1001', { intent: 'track_order' }))).toContain('订单 TS-1001 正在备货');
    expect(wordsOf(dialogue.says('OK', { intent: 'thanks' }))).toContain('不客气');
    expect(dialogue.conversation.language).toBe('zh');
    expect(kinds(dialogue).filter((kind) => kind === 'language-set')).toHaveLength(1);
  });

  it('changes back as soon as they do', () => {
    const dialogue = new Dialogue(aWardrobe(), { language: 'zh-CN' });
    dialogue.says('我的订单在哪里', { intent: 'track_order' });
    expect(kinds(dialogue)).not.toContain('language-set');
    expect(wordsOf(dialogue.says('can you cancel it please', { intent: 'cancel_order' }))).toMatch(/cancel order/i);
    expect(dialogue.conversation.language).toBe('en');
  });

  it.each([
    ['en', 'OK'],
    ['zh', 'OK'],
    ['zh', 'TS-1001'],
    ['zh', 'Quay jacket'],
    ['zh', 'mara@example.com'],
    ['en', '👍'],
  ])('of %s is not changed by %j', (language, text) => {
    const message = { seq: 3, text, choice: undefined };
    expect(followLanguage(aConversation({ language }), message).events).toEqual([]);
  });

  it('is not changed by a quick reply, nor by the name that proves who somebody is', () => {
    const question = { kind: 'identify' as const, intent: 'track_order' };
    const conversation = aConversation({ question });
    expect(followLanguage(conversation, { seq: 3, text: '取消订单', choice: 'intent:x' }).events).toEqual([]);
    expect(followLanguage(conversation, { seq: 3, text: '李雷 200001', choice: undefined }).events).toEqual([]);
    expect(followLanguage(conversation, { seq: 3, text: '我没有订单号', choice: undefined }).events).toHaveLength(1);
  });

  it('is not changed by an address that is asked for', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('change the address of TS-1001', { intent: 'change_address' });
    expect(dialogue.open).toBe('address');
    const asked = wordsOf(dialogue.says('南京路 100 号，上海，200001'));
    expect(dialogue.conversation.language).toBe('en');
    // Until now it went to Ireland.
    expect(asked).toContain('(China)');
    expect(wordsOf(dialogue.says('China'))).toContain('南京路 100 号, 上海, 200001, CN');
  });

  it('is that of a whole job done in Chinese', () => {
    const dialogue = new Dialogue(aWardrobe());
    const asked = dialogue.says('我要取消订单 TS-1001', { intent: 'cancel_order' });
    expect(wordsOf(asked)).toContain('TS-1001');
    const done = wordsOf(dialogue.presses(asked, '取消订单 TS-1001'));
    expect(done).toMatch(/TS-1001.*€89.00 将退回尾号 4242 的 Visa/su);
    expect(`${wordsOf(asked)}${done}`).not.toMatch(/\b(the|is|to|order|of)\b/i);
    expect(dialogue.order('TS-1001')?.status).toBe('cancelled');
  });
});

describe('a language that the model does not know', () => {
  it.each([
    ['de', 'Wo ist meine Bestellung?', 'German'],
    ['ja', '注文はいつ届きますか？', 'Japanese'],
    ['ar', 'أين طلبي؟', 'Arabic'],
  ] as const)('is answered politely in English and in %s, and handed over', (language, text, name) => {
    const dialogue = new Dialogue(aWardrobe());
    const words = wordsOf(dialogue.says(text, { intent: 'complaint' }));
    expect(words).toContain('English and Chinese');
    expect(words).toContain(FOREIGN_TEXTS[language].passedOn);
    expect(dialogue.conversation.holder).toBe('waiting');
    expect(dialogue.events.at(-1)).toMatchObject({ reason: 'foreign-language', summary: `writes ${name}` });
    expect(kinds(dialogue)).not.toContain('understood');
  });

  it('stays with the bot where the shop does not let it hand over, never in the same words twice', () => {
    const dialogue = new Dialogue(aWardrobe({ mayHandOverEarly: false }));
    const said = [1, 2, 3].map(() => wordsOf(dialogue.says('Где мой заказ?')));
    expect(new Set(said).size).toBe(3);
    expect(said[0]).toContain(FOREIGN_TEXTS.ru.pleaseWrite);
    expect(dialogue.conversation.holder).toBe('bot');
    expect(wordsOf(dialogue.says('where is TS-1001', { intent: 'track_order' }))).toContain('TS-1001');
  });

  it('leaves a job where it stood', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('cancel my order', { intent: 'cancel_order' });
    dialogue.says('Où est ma commande ?');
    expect(dialogue.open).toBe('flow-confirm');
    expect(dialogue.conversation.flows).toHaveLength(1);
    expect(dialogue.actions).toEqual([]);
  });

  it('is noted for the person while they are waited for', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('¿Dónde está mi pedido?');
    expect(wordsOf(dialogue.says('¿Dónde está mi pedido?'))).toMatch(/A person will read/);
    expect(kinds(dialogue).filter((kind) => kind === 'handoff-requested')).toHaveLength(1);
  });
});

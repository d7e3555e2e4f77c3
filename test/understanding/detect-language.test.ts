import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage, isForeignScript } from '../../src/understanding/detect-language.js';
import { readShippedIntents } from '../support/shipped-intents.js';

describe('the language of a message', () => {
  it.each([
    ['where is my parcel', 'en', false],
    ['ok', 'en', false],
    ["l'école est fermée", 'en', false],
    ['HL-104233 where', 'en', false],
    ['我的订单在哪里', 'zh', true],
    ['我的 order 呢', 'zh', true],
    ['HL-104233到哪了', 'zh', true],
    ['ＨＬ－１０４２３３　到哪了', 'zh', true],
    ['iPhone 15 Pro Max 有货吗', 'zh', true],
    ['anna.lindqvist@example.com 改成这个邮箱', 'zh', true],
    ['https://shop.example/p/blue-jacket 这件还有吗', 'zh', true],
    ['鲜の美味零食还有吗', 'zh', true],
    ['please refund my order, 谢谢', 'en', false],
    ['the label says 中国 on it, what does that mean', 'en', false],
    ['注文はいつ届きますか？', undefined, true],
    ['주문이 어디에 있나요', undefined, true],
    ['أين طلبي؟', undefined, true],
    ['Где мой заказ HL-104233?', undefined, true],
    ['คำสั่งซื้อของฉันอยู่ที่ไหน', undefined, true],
    ['where is my заказ', 'en', false],
    ['104233', undefined, false],
    ['HL-104233', undefined, false],
    ['anna@example.com', undefined, false],
    ['👍?!', undefined, false],
    ['', undefined, false],
  ] as const)('%j is %j', (text, language, isForeign) => {
    expect([detectLanguage(text), isForeignScript(text)]).toEqual([language, isForeign]);
  });

  it('is told right for the phrases that ship, but for a word of Chinese behind an English one', async () => {
    const wrong: string[] = [];
    for (const { phrases } of await readShippedIntents()) {
      for (const text of phrases.en) if (detectLanguage(text) === 'zh' || isForeignScript(text)) wrong.push(text);
      for (const text of phrases.zh ?? []) {
        if (/\p{Script=Han}/u.test(text) && detectLanguage(text) !== 'zh') wrong.push(text);
      }
    }
    expect(wrong).toEqual(['see you啦', 'free return吗', 'XL in stock吗']);
  });

  it('is foreign to an English encoder whenever it is Chinese, and never when it is English', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\u4e00-\u4e20a-z ]*$/), (any, mixed) => {
        for (const text of [any, mixed, any + mixed]) {
          const language = detectLanguage(text);
          if (language !== undefined) expect(isForeignScript(text)).toBe(language === 'zh');
        }
      }),
    );
  });

  it('is not changed by numbers, signs and addresses around the words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('where is it', '我的订单呢', 'где заказ', ''),
        fc.array(fc.constantFrom('HL-104233', '#1001', '€60', '👍', 'a.b@shop.example', '!!!', '12:30')),
        (words, noise) => {
          expect(detectLanguage([words, ...noise].join(' '))).toBe(detectLanguage(words));
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellLanguage } from '../../src/understanding/tell-language.js';
import { readShippedIntents } from '../support/shipped-intents.js';

describe('the language a message is clearly in', () => {
  it.each([
    ['where is my order', 'en'],
    ['cancel my order', 'en'],
    ['Please refund it, 谢谢', 'en'],
    ['我的订单在哪里', 'zh'],
    ['退货', 'zh'],
    ['HL-104233到哪了', 'zh'],
    ['Wo ist meine Bestellung HL-104233?', 'de'],
    ['Ich möchte den Artikel zurückgeben', 'de'],
    ['Où est ma commande ?', 'fr'],
    ['Je voudrais être remboursé', 'fr'],
    ['J’ai reçu un article cassé', 'fr'],
    ['¿Dónde está mi pedido?', 'es'],
    ['hola, quiero devolver esto', 'es'],
    ['注文はいつ届きますか？', 'ja'],
    ['주문이 어디에 있나요', 'ko'],
    ['Где мой заказ HL-104233?', 'ru'],
    ['أين طلبي؟', 'ar'],
  ])('of %j is %s', (text, language) => {
    expect(tellLanguage(text)?.language).toBe(language);
  });

  it.each(['คำสั่งซื้อของฉันอยู่ที่ไหน', 'Де моє замовлення, чи їде воно?', 'سفارش من کجاست؟', 'Πού είναι η παραγγελία μου;'])(
    'of %j is foreign, and none of those we have a sentence in',
    (text) => {
      expect(tellLanguage(text)).toEqual({ kind: 'foreign', language: undefined });
    },
  );

  it.each([
    'OK',
    'ok!',
    'HL-104233',
    'XL',
    'es',
    'merci',
    'yo yo yo',
    'Visa',
    'anna@example.com',
    '12 Rue de la Paix, 75002 Paris',
    'Calle de la Luna 4, Madrid',
    'Straße des 17. Juni 135, 10623 Berlin',
    'Harbour jacket blue',
    'Make a Wish',
    'The North Face',
    'Yara Sanchez, 75255',
    '👍',
    '',
  ])('is not told of %j', (text) => {
    expect(tellLanguage(text)).toBeUndefined();
  });

  it('is never foreign for what a customer would write in English or Chinese', async () => {
    const wrong: string[] = [];
    for (const { phrases } of await readShippedIntents()) {
      for (const text of phrases.en) if (tellLanguage(text)?.kind === 'foreign') wrong.push(text);
      for (const text of phrases.zh ?? []) if (tellLanguage(text)?.kind === 'foreign') wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  it('is told for any text without harm', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => tellLanguage(text) !== null));
  });
});

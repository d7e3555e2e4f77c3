import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences, withoutLink } from '../../src/understanding/split-sentences.js';

const bare = (text: string) => splitSentences(text).map(withoutLink);

describe('splitting a message', () => {
  it.each([
    ['Where is my order? I also want to return the boots.', ['Where is my order?', 'I also want to return the boots.']],
    ['where is my order and how do i return the boots', ['where is my order', 'how do i return the boots']],
    ['Cancel the tent please, and also what does express cost?', ['Cancel the tent please', 'what does express cost?']],
    ['the code is refused; can i talk to a person', ['the code is refused', 'can i talk to a person']],
    ['I want a refund but do I pay for the label', ['I want a refund', 'do I pay for the label']],
    ['is it in stock, also, do you ship to Malta?', ['is it in stock', 'do you ship to Malta?']],
    ['where’s my order and my voucher doesn’t work', ['where’s my order', 'my voucher doesn’t work']],
    ['我的订单到哪了？怎么退货？', ['我的订单到哪了？', '怎么退货？']],
    ['我想退掉这双鞋，另外运费谁出', ['我想退掉这双鞋', '运费谁出']],
    ['帮我查一下物流，还有优惠券怎么用不了', ['帮我查一下物流', '优惠券怎么用不了']],
    ['我要取消订单；发票什么时候开', ['我要取消订单', '发票什么时候开']],
    ['my code is refused. which cards do you take', ['my code is refused.', 'which cards do you take']],
    ['Send it to my office. Could you also tell me when', ['Send it to my office.', 'Could you also tell me when']],
    ['cancel it and where is the other one', ['cancel it', 'where is the other one']],
    ['cancel TS-1001 and how long do refunds take', ['cancel TS-1001', 'how long do refunds take']],
    ['把这个取消，另外那个到哪了', ['把这个取消', '另外那个到哪了']],
    ['TS-2001到哪了，退款要多久', ['TS-2001到哪了', '退款要多久']],
    ['我想退货，钱什么时候退', ['我想退货', '钱什么时候退']],
    ['取消TS-1001，另外TS-1002到哪了', ['取消TS-1001', 'TS-1002到哪了']],
    ['first line\nsecond line', ['first line', 'second line']],
  ])('%j', (text, parts) => {
    expect(bare(text)).toEqual(parts);
  });

  it.each([
    'where is my parcel',
    'do you sell boots and jackets',
    'i want to return the boots and the jacket',
    'black and white please',
    'I love it but too small',
    'can I also pay by card',
    'tell me when it ships and arrives',
    'the total of $1,299.99 for HL-104233.5 is wrong',
    'see https://shop.example/p/blue?size=M&and=1;also=2!x for it',
    'my mail is anna.and.bo@shop.example.com',
    'the parcel is for Mr. Smith in Dr. Brown street',
    'it is order no. 5 e.g. HL-104233',
    'approx. 5 kg incl. 20% VAT',
    '这件蓝色的还有货吗',
    '还有库存吗',
    '你好，我的订单到哪了',
    '请问，退货要几天',
    '我买的外套太小了，怎么换',
    '帮我取消订单，谢谢',
    'bring pegs, rope etc. with it',
    'at 5 p.m. today',
    'ok ;)',
    '?!',
    '',
  ])('leaves %j whole', (text) => {
    expect(splitSentences(text)).toEqual([text]);
  });

  it('makes six parts at most of the longest story, each about as long', () => {
    const parts = splitSentences('I bought the boots in May and they never came at all. '.repeat(40));
    expect(parts).toHaveLength(6);
    const lengths = parts.map(({ length }) => length);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(2);
  });

  const words = fc.constantFrom(
    ...[
      'where is my order',
      'how do i return it',
      'HL-104233',
      '€1,299.50',
      'a.b@shop.example',
      'and also',
      ', but',
      ';',
    ],
    ...[
      '. ',
      '? ',
      '! ',
      ' ',
      '\n',
      '我的订单呢',
      '，另外',
      '。',
      '👍',
      'https://a.example/x?y=1;z',
      'Dr. Who',
      '…',
      '¿',
    ],
  );
  const messy = fc.oneof(
    fc.array(words, { maxLength: 60 }).map((list) => list.join(' ')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  );

  it('takes what is beyond 10,000 characters as one with the last part', () => {
    expect(splitSentences(`${'x'.repeat(10_000)}. Where is it? Where?`)).toHaveLength(1);
  });

  it('loses nothing: the parts joined are the text', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const parts = splitSentences(text);
        expect(parts.join('')).toBe(text);
        expect(parts.length).toBeLessThanOrEqual(6);
        if (parts.length > 1) for (const part of parts) expect(part).toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });

  it('cuts no number, price, address or abbreviation', () => {
    const whole = fc.constantFrom('HL-104233', '€1,299.50', 'a.b@shop.example', 'https://a.example/x?y=1;z', 'Mr. Who');
    fc.assert(
      fc.property(messy, whole, messy, (before, kept, after) => {
        const text = `${before} ${kept} ${after}`;
        const start = before.length + 1;
        let end = 0;
        for (const part of splitSentences(text).slice(0, -1)) {
          end += part.length;
          expect(end <= start || end >= start + kept.length, part).toBe(true);
        }
      }),
    );
  });

  it.each([
    'a',
    ' ',
    'and ',
    ', and ',
    ';',
    'also ',
    'is it and ',
    '1',
    '1,',
    'a@',
    'a.',
    'a. ',
    'http://',
    '我',
    '，另外',
    '。',
  ])('is read to its end however it repeats itself: %j over and over', (unit) => {
    // A search that goes back to the beginning at every step would not end within the test's time.
    expect(splitSentences(unit.repeat(100_000)).length).toBeLessThanOrEqual(6);
  });
});

import { describe, expect, it } from 'vitest';
import { maskPersonal } from '../../src/privacy/mask-personal.js';
import { readShippedIntents } from '../support/shipped-intents.js';

describe('personal data', () => {
  it.each([
    ['Hi, my name is Aoife Byrne and I want a refund', 'Hi, my name is [name] and I want a refund'],
    ['my name is anna schmidt, where is my parcel', 'my name is [name], where is my parcel'],
    ['Hello Tom, this is Sarah van der Berg', 'Hello [name], this is [name]'],
    ['please tell Mrs. Okonkwo that it came', 'please tell Mrs. [name] that it came'],
    ['Still nothing!! Regards, Xiomara Quintero', 'Still nothing!! Regards, [name]'],
    ['the parcel was taken in by Michael Braun next door', 'the parcel was taken in by [name] next door'],
    ['我叫王小明，我的订单在哪里', '我叫[name]，我的订单在哪里'],
    ['send it to 12 Baker Street, London NW1 6XE please', 'send it to [address], London [address] please'],
    ['I moved to Hauptstraße 5a, 10115 Berlin', 'I moved to [address], [address]'],
    ['my flat is 4b rue de la Paix 3', 'my flat is 4b [address]'],
    ['PO Box 1234, Springfield IL 62704', '[address], Springfield [address]'],
    ['请寄到北京市朝阳区建国路88号', '[address]'],
    ['write to jane.doe@shop.example or call +44 20 7946 0958', 'write to [email] or call [phone]'],
    ['ring 0171 5550134 after six', 'ring [phone] after six'],
  ])('is taken out of %j', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  it.each([
    "I'm Looking for a jacket",
    'Hi There, is the shop open on Sunday?',
    'order 104233 has not come, 2 items are missing',
    'do you have the blue one in size 12 or 14?',
    'it costs 49.90 and I will pay by card',
    'how long is the drive to your store in Leeds',
    'where does it say 30 days to return a place setting',
  ])('is not seen in %j', (text) => {
    expect(maskPersonal(text)).toBe(text);
  });

  it('is hardly ever seen in the phrases that ship, which have none', async () => {
    const phrases = (await readShippedIntents()).flatMap(({ phrases }) => [...phrases.en, ...(phrases.zh ?? [])]);
    const touched = phrases.filter((phrase) => maskPersonal(phrase) !== phrase.replaceAll('’', "'"));
    expect(touched.length / phrases.length, touched.slice(0, 20).join('\n')).toBeLessThan(0.01);
  });

  it('is looked for in time that grows with the text and no faster', () => {
    const timeOf = (text: string) => {
      const startedAt = performance.now();
      maskPersonal(text);
      return performance.now() - startedAt;
    };
    for (const unit of ['12 a b ', 'Anna ', "I'm A", '+1 2 3 ', 'a.b@', '0 0 0 ', '北京市']) {
      const [short, long] = [unit.repeat(300), unit.repeat(1200)];
      timeOf(short);
      const [few, many] = [short, long].map((text) => Math.min(timeOf(text), timeOf(text), timeOf(text)));
      expect(many, unit).toBeLessThan(Math.max(few ?? 0, 1) * 16);
    }
  });
});

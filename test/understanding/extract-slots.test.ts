import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractSlots, withoutIdentifiers } from '../../src/understanding/extract-slots.js';

describe('order numbers', () => {
  it.each([
    ['where is HL-104233', ['HL-104233']],
    ['#W2611340 and w2611341 please', ['#W2611340', 'W2611341']],
    ['hl 104233', ['HL-104233']],
    ['status HL104233?', ['HL104233']],
    ['order hl104233', ['HL104233']],
    ['it says HL\u2011104233 in the mail', ['HL-104233']],
    ['HL–104233', ['HL-104233']],
    ['#1001', ['#1001']],
    ['my order 1001 is late', ['1001']],
    ['order number: 104233', ['104233']],
    ['both HL-104233 and HL-104233', ['HL-104233']],
    ['订单HL-104233到哪了', ['HL-104233']],
    ['取消HL104233和#1001', ['HL104233', '#1001']],
    ['订单号：104233', ['104233']],
    ['我的订单104233还没到', ['104233']],
  ])('are found in %j', (text, expected) => {
    expect(extractSlots(text).orderNumbers).toEqual(expected);
  });

  it.each([
    'in 2023 i bought it',
    'size 42',
    'is 1500 ok',
    'call me at 5551234',
    'a1',
    'mail bob1234@example.com',
    'sep 2024',
    'open 9–1700',
    'model xyz–12',
    '买了3件，一共1500元',
    '电话5551234',
  ])('are not read into %j', (text) => {
    expect(extractSlots(text).orderNumbers).toEqual([]);
  });
});

describe('e-mail addresses and postcodes', () => {
  it('are found and written one way', () => {
    expect(extractSlots('A.B+shop@Example.co.uk, zip 02139').emails).toEqual(['a.b+shop@example.co.uk']);
    expect(extractSlots('A.B+shop@Example.co.uk, zip 02139').postcodes).toEqual(['02139']);
  });

  it.each([
    ['sw1a 1aa', 'SW1A 1AA'],
    ['D02 X285', 'D02 X285'],
    ['1012 AB Amsterdam', '1012 AB'],
    ['94103-1234', '94103-1234'],
    ['10115 Berlin', '10115'],
    ['南京路 100 号，上海，200001', '200001'],
    ['邮编200001', '200001'],
  ])('%j holds %j', (text, postcode) => {
    expect(extractSlots(text).postcodes).toEqual([postcode]);
  });

  it.each([
    ['742 Evergreen Terrace, Springfield, IL 62704', [], ['62704']],
    ['send it to 12 Oak Avenue Portland OR 97201 please', [], ['97201']],
    ['where is order NY 10001', ['NY-10001'], []],
    ['NY 10001', ['NY-10001'], []],
    ['HL 104233 to Springfield, IL 62704', ['HL-104233'], ['62704']],
  ])('tells the ZIP code behind a state from the number of an order: %s', (text, orderNumbers, postcodes) => {
    expect(extractSlots(text)).toMatchObject({ orderNumbers, postcodes });
  });

  it('are not read into order numbers and prices', () => {
    expect(extractSlots('HL-104233 cost 1500 euros').postcodes).toEqual([]);
    expect(extractSlots('订单HL-104233花了1500元').postcodes).toEqual([]);
  });
});

describe('price limits', () => {
  it.each([
    ['got anything like the blue jacket under 60?', undefined, 6000],
    ['less than €60', undefined, 6000],
    ['max 60 euros', undefined, 6000],
    ['60 euros max', undefined, 6000],
    ['below 59.99', undefined, 5999],
    ['below 59,9', undefined, 5990],
    ['no more than 1,200.50', undefined, 120_050],
    ['not over 50', undefined, 5000],
    ['a budget of 80', undefined, 8000],
    ['between 20 and 40', 2000, 4000],
    ['from 40 to 20', 2000, 4000],
    ['20-40 euro', 2000, 4000],
    ['over 100', 10_000, undefined],
    ['at least £100', 10_000, undefined],
    ['over 20 but under 50', 2000, 5000],
  ])('%j', (text, minPrice, maxPrice) => {
    const slots = extractSlots(text);
    expect([slots.minPrice, slots.maxPrice]).toEqual([minPrice, maxPrice]);
  });

  it.each([
    'waiting over 10 days',
    'between 20 and 40 days',
    'under 2 kg',
    'i paid 60',
    'more than 3 items',
    'over it',
  ])('are not read into %j', (text) => {
    expect(extractSlots(text)).not.toHaveProperty('maxPrice');
    expect(extractSlots(text)).not.toHaveProperty('minPrice');
  });
});

describe('any text at all', () => {
  const messy = fc.stringMatching(/^[A-Za-z0-9@#.,€$ -]{0,300}$/);

  it('gives found values that are found again in themselves', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const { emails, orderNumbers } = extractSlots(text);
        for (const email of emails) expect(extractSlots(email).emails).toEqual([email]);
        for (const number of orderNumbers.filter((each) => /[A-Z#]/.test(each))) {
          expect(extractSlots(number).orderNumbers).toEqual([number]);
        }
      }),
    );
  });

  it('never gives a least price above the greatest', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const { minPrice = 0, maxPrice = Number.POSITIVE_INFINITY } = extractSlots(text);
        expect(minPrice).toBeLessThanOrEqual(maxPrice);
      }),
    );
  });

  it('is read whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(extractSlots(text).orderNumbers.length).toBeLessThanOrEqual(20);
      }),
    );
  });

  it.each(['a', '1', 'a@', '1 ', 'a.', 'A1', 'under ', '-', '#1', '€1', 'a1-', 'order '])(
    'is read to its end however it repeats itself: %j over and over',
    (unit) => {
      // A pattern that backtracks would not end within the test's time.
      expect(extractSlots(unit.repeat(200_000)).emails).toEqual([]);
    },
  );
});

describe('a text without identifiers', () => {
  it.each([
    ['where is order HL-104233', 'where is my order'],
    ['where is HL-104233', 'where is my order'],
    ['where IS HL-104233 now', 'where IS my order now'],
    ['what is #1001 about', 'what is my order about'],
    ['it is HL-104233', 'it is my order'],
    ['my order is HL-104233', 'my order'],
    ['the order number is: HL-104233, thanks', 'my order, thanks'],
    ['no. is HL-104233', 'my order'],
    ['cancel HL-104233 pls', 'cancel my order pls'],
    ['cancel HL104233 pls', 'cancel my order pls'],
    ['cancel HL\u2011104233 pls', 'cancel my order pls'],
    ['my mail is a@example.com and i cannot sign in', 'my mail is and i cannot sign in'],
    ['nothing to hide here', 'nothing to hide here'],
  ])('reads %j as %j', (text, expected) => {
    expect(withoutIdentifiers(text)).toBe(expected);
  });

  it('keeps a text that is nothing else', () => {
    expect(withoutIdentifiers('HL-104233')).toBe('HL-104233');
  });

  it('stays the same when read again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9@#. -]{0,80}$/), (text) => {
        const once = withoutIdentifiers(text);
        expect(withoutIdentifiers(once)).toBe(once);
      }),
    );
  });

  it.each(["it's 2018", 'it’s 2018', "that's 104233 steps"])('reads no order number out of "%s"', (text) => {
    expect(extractSlots(text).orderNumbers).toEqual([]);
  });

  it('reads an order number in quotes', () => {
    expect(extractSlots("order 'HL-104233' please").orderNumbers).toEqual(['HL-104233']);
  });
});

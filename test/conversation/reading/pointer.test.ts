import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderPointedAt, type Pointer, readEllipsis, readPointer } from '../../../src/conversation/reading/pointer.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import { anOrder } from '../../support/a-turn.js';

const numbersIn = (text: string) => extractSlots(text).orderNumbers;
const ellipsis = (text: string) => readEllipsis(text, numbersIn(text));
const pointer = (text: string) => readPointer(text, numbersIn(text));
const named = (number: string): Pointer => ({ kind: 'named', number });
const other: Pointer = { kind: 'other' };
const place = (at: number): Pointer => ({ kind: 'place', place: at });

describe('a message that leaves out what is wanted', () => {
  it.each([
    ['and the second order?', place(2), true],
    ['and HL-104711?', named('HL-104711'), true],
    ['and TS-1003', named('TS-1003'), true],
    ['what about TS-1003?', named('TS-1003'), false],
    ['TS-1003', named('TS-1003'), false],
    ['my order TS-1003?', named('TS-1003'), false],
    ['what about the other one', other, false],
    ['and the other one?', other, true],
    ['that one too', other, true],
    ['and my last order please', place(1), true],
    ['how about the oldest one', place(-1), false],
    ['and that one?', other, true],
    ['the second one', place(2), false],
    ['那另一个呢', other, false],
    ['另一个呢？', other, false],
    ['另外那个也要', other, true],
    ['第二个订单呢', place(2), false],
    ['还有TS-1003呢', named('TS-1003'), true],
    ['TS-1003呢', named('TS-1003'), false],
    ['那个呢', { kind: 'same' }, false],
    ['那个也一样', other, true],
  ] as const)('%s', (text, expected, isAddition) => {
    expect(ellipsis(text)).toEqual({ pointer: expected, isAddition });
  });

  it.each([
    'cancel the other one',
    'where is TS-1003',
    'no, the other one',
    'and in black?',
    'the other one is broken',
    'and my address?',
    'yes',
    'what about refunds',
    '取消另一个',
    '退款要多久',
    '那个问题解决了',
    'and',
    '',
  ])('is not: %s', (text) => {
    expect(ellipsis(text)).toBeUndefined();
  });

  it('never takes a sentence with a verb for one', () => {
    const verb = fc.constantFrom('cancel', 'return', 'where is', 'refund', 'change', '取消', '退掉');
    const thing = fc.constantFrom('the other one', 'TS-1003', 'my second order', 'it', '另一个', 'that order');
    fc.assert(
      fc.property(verb, thing, (does, what) => {
        expect(ellipsis(`${does} ${what}`)).toBeUndefined();
      }),
    );
  });

  it('reads the longest text in no time', () => {
    const parts = fc.constantFrom('and ', 'the other one ', 'that ', 'also, ', '另一个', 'TS-1003 ', 'x');
    fc.assert(
      fc.property(fc.array(parts, { minLength: 200, maxLength: 400 }), (words) => {
        expect(ellipsis(words.join(''))).toBeUndefined();
        pointer(words.join('').repeat(20));
      }),
      { numRuns: 50 },
    );
  });
});

describe('what a message points at', () => {
  it.each([
    ['where is the other one', other],
    ['cancel it please', { kind: 'same' }],
    ['cancel this', { kind: 'same' }],
    ['where is my second order', place(2)],
    ['where is my latest order', place(1)],
    ['is this order shipped', { kind: 'same' }],
    ['把这个取消', { kind: 'same' }],
    ['另外那个到哪了', other],
    ['第二个订单到哪了', place(2)],
    ['where is TS-1003', named('TS-1003')],
  ] as const)('%s', (text, expected) => {
    expect(pointer(text)).toEqual(expected);
  });

  it.each(['where is my order', 'how long do refunds take', 'first class delivery?', '我的快递到哪了', '这个月的订单'])(
    'is nothing in: %s',
    (text) => {
      expect(pointer(text)).toBeUndefined();
    },
  );

  const ids = fc.uniqueArray(fc.integer({ min: 1000, max: 1099 }), { maxLength: 6 });
  const anyPointer = fc.oneof(
    fc.constant(other),
    fc.constant<Pointer>({ kind: 'same' }),
    fc
      .integer({ min: -3, max: 6 })
      .filter((at) => at !== 0)
      .map(place),
    fc.integer({ min: 1000, max: 1099 }).map((number) => named(`TS-${number}`)),
  );

  it('is one of the orders that are there, the one in focus or never it', () => {
    fc.assert(
      fc.property(ids, fc.nat(6), anyPointer, fc.boolean(), (numbers, focus, pointed, likely) => {
        const orders = numbers.map((number) => anOrder({ id: `TS-${number}` }));
        const inFocus = orders[focus]?.id;
        const found = orderPointedAt(pointed, { orders, inFocus, isLikely: () => likely });
        if (found !== undefined) expect(orders).toContain(found);
        if (pointed.kind === 'same') expect(found?.id).toBe(inFocus);
        if (pointed.kind === 'other') {
          expect(found?.id === inFocus && found !== undefined).toBe(false);
          expect(found !== undefined).toBe(inFocus !== undefined && orders.length === 2);
        }
        if (pointed.kind === 'named') expect(found === undefined || found.id === pointed.number).toBe(true);
      }),
    );
  });

  it('is the likely one of several others', () => {
    const orders = ['TS-1001', 'TS-1002', 'TS-1003'].map((id) => anOrder({ id }));
    const isLikely = ({ id }: { id: string }) => id === 'TS-1003';
    expect(orderPointedAt(other, { orders, inFocus: orders[0]?.id, isLikely })?.id).toBe('TS-1003');
    expect(orderPointedAt(other, { orders, inFocus: orders[0]?.id, isLikely: () => false })).toBeUndefined();
  });
});

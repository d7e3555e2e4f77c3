import { describe, expect, it } from 'vitest';
import { itemsNamed, type Naming } from '../../../src/conversation/flow/slots/items-named.js';
import { anOrder } from '../../support/a-turn.js';

function order(...items: { title: string; colour: string; size?: string; quantity?: number }[]) {
  return anOrder({
    items: items.flatMap(({ title, colour, size, quantity = 1 }) =>
      anOrder({})
        .items.slice(0, 1)
        .map((item) => ({ ...item, title, options: { colour, ...(size !== undefined && { size }) }, quantity })),
    ),
  });
}

const wardrobe = order(
  { title: 'Mariner Striped Top', colour: 'Soft black', size: 'M' },
  { title: 'Ropewalk Belt Bag', colour: 'Soft black' },
  { title: 'Curlew Quilted Jacket', colour: 'Plum', size: 'XL' },
);
const mugs = order({ title: 'Tideline Stoneware Mug', colour: 'Clay', quantity: 2 });

const shoes = order(
  { title: 'Slate Wool Hat', colour: 'Grey' },
  { title: 'Cabin Felt Slippers', colour: 'Moss', quantity: 2 },
  { title: 'Overnighter Duffel', colour: 'Tan' },
  { title: 'Fell Down Vest', colour: 'Rust' },
);

function lines(of: Parameters<typeof itemsNamed>[0], text: string, naming: Naming): number[] | string {
  const named = itemsNamed(of, text, naming);
  return named.kind === 'parts' ? named.parts.map(({ line }) => line) : named.kind;
}

function parts(text: string, naming: Naming) {
  const named = itemsNamed(mugs, text, naming);
  return named.kind === 'parts' ? named.parts : named.kind;
}

describe('the items that a text names', () => {
  it.each([
    ['the striped top', [0]],
    ['the top', [0]],
    ['just the bag please', [1]],
    ['the plum one', [2]],
    ['the bag and the jacket', [1, 2]],
    ['everything', [0, 1, 2]],
    ['everything except the bag', [0, 2]],
    ['all but the striped top', [1, 2]],
    ['not the bag', [0, 2]],
    ["I don't want to keep the bag", [1]],
    ['除了bag都退', [0, 2]],
    ['none of that, keep everything', 'none'],
    ['everything else stays', 'unsaid'],
    // Two of them are black, and a size is said of what an item shall become.
    ['the black one', 'unsaid'],
    ['XL', 'unsaid'],
    ['hello there', 'unsaid'],
    ['yes', 'unsaid'],
  ])('are, where they were asked for, in “%s”: %j', (text, expected) => {
    expect(lines(wardrobe, text, { isAsked: true })).toEqual(expected);
  });

  it.each([
    ['change the size of my top in HL-104746 to L', [0]],
    ['I want to send the quilted jacket back', [2]],
    ['return everything except the belt bag', [0, 2]],
    ['I do not like the jacket, I want to return it', [2]],
    // Colours and first words are said of many things.
    ['do you have it in plum', 'unsaid'],
    ['is there a belt that goes with my order', 'unsaid'],
  ])('are, where nothing was asked, in “%s”: %j', (text, expected) => {
    expect(lines(wardrobe, text, { isAsked: false })).toEqual(expected);
  });

  it.each([
    ['no the hat not the slippers', [1], [0]],
    ['not the duffel, just the vest', [2], [3]],
    ['the vest, not the duffel', [2], [3]],
    ['the vest instead of the duffel', [2], [3]],
    ['actually only the hat, keep the duffel', [0, 2], [0]],
    ['keep the hat', [0, 1], [1]],
    ['the hat stays', [0, 1], [1]],
    ['the slippers I want to keep', [0, 1], [0]],
    ['everything but the slippers', [0], [0, 2, 3]],
    ['and the vest too', [0], [0, 3]],
    ['no, the vest', [0], [3]],
    ['yes but without the slippers', [0, 1], [0]],
    ['not the duffel', [2], 'none'],
    ['keep everything', [0, 1], 'none'],
    ['sorry i meant the slippers, the hat is fine', [0], [1]],
    ['除了hat都退', [1], [1, 2, 3]],
    ['vest没问题，退duffel', [3], [2]],
    ['hat不退', [0, 1], [1]],
    ['不是duffel，是vest', [2], [3]],
    ['只退hat', [0, 1], [0]],
    ['还有vest', [0], [0, 3]],
    ['hat我留着', [0, 1], [1]],
    ['yes', [0], 'unsaid'],
    ['that is all right', [0], 'unsaid'],
  ])('are corrected by “%s” where %j was meant: %j', (text, before, expected) => {
    const naming = { isAsked: true, before: before.map((line) => ({ line, quantity: 1 })) };
    expect(lines(shoes, text, naming)).toEqual(expected);
  });

  it.each([
    ['that one', 1],
    ['one of the mugs', 1],
    ['one of the two mugs was missing', 1],
    ['both', 2],
    ['a mug was broken', 1],
    ['只退一个杯子', 1],
    ['两个都碎了', 2],
    ['全碎了', 2],
    ['2x', 2],
  ])('are as many of the only line as “%s” says: %i', (text, quantity) => {
    expect(parts(text, { isAsked: true })).toEqual([{ line: 0, quantity }]);
  });

  it.each(['yes', '好的', 'it arrived 2 days ago', 'I want a new one'])('are not told by “%s”', (text) => {
    expect(parts(text, { isAsked: true })).toBe('unsaid');
  });

  it.each([
    ['i got 2 mugs and one is broken', 1],
    ['买了两个杯子，有一个碎了', 1],
    ['both mugs came broken', 2],
  ])('are the fewer where something went wrong: “%s”, %i', (text, quantity) => {
    expect(parts(text, { isAsked: false, isTrouble: true })).toEqual([{ line: 0, quantity }]);
  });

  it.each(['only one of them', 'just one', '一个', '就一个吧'])(
    'are fewer of what was named before by “%s”',
    (text) => {
      const before = [{ line: 0, quantity: 2 }];
      expect(parts(text, { isAsked: true, before })).toEqual([{ line: 0, quantity: 1 }]);
    },
  );

  it.each([
    ['那件外套', [2]],
    ['包', [1]],
    ['黑色的包', [1]],
  ])('are called in Chinese what they are: “%s”', (text, expected) => {
    expect(lines(wardrobe, text, { isAsked: true })).toEqual(expected);
  });

  it('are as many as before where the item is named again without a number', () => {
    const before = [{ line: 0, quantity: 1 }];
    expect(parts('the mug', { isAsked: true, before })).toEqual(before);
    expect(parts('both mugs', { isAsked: true, before })).toEqual([{ line: 0, quantity: 2 }]);
  });

  it.each(['only the hat arrived', 'all but the hat came', 'the set came without the hat'])(
    'are asked for where something went wrong and it says “%s”',
    (text) => expect(lines(shoes, text, { isAsked: false, isTrouble: true })).toBe('unsaid'),
  );

  it('are not named by a yes, though one of them has an option of that name', () => {
    const order = anOrder({
      items: anOrder({}).items.flatMap((item) => [
        { ...item, title: 'Harbour Kettle', options: { colour: 'Blue' }, quantity: 1 },
        { ...item, title: 'Deck Speaker', options: { waterproof: 'yes' }, quantity: 1 },
      ]),
    });
    expect(lines(order, 'yes', { isAsked: true, before: [{ line: 0, quantity: 1 }] })).toBe('unsaid');
  });
});

import { describe, expect, it } from 'vitest';
import { itemsNamed } from '../../../src/conversation/flow/slots/items-named.js';
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

describe('the items that a text names', () => {
  it.each([
    ['the striped top', [0]],
    ['the top', [0]],
    ['just the bag please', [1]],
    ['the plum one', [2]],
    ['the bag and the jacket', [1, 2]],
    ['everything', [0, 1, 2]],
    // Two of them are black, and a size is said of what an item shall become.
    ['the black one', []],
    ['XL', []],
    ['hello there', []],
  ])('are, where they were asked for, in “%s”: %j', (text, lines) => {
    expect(itemsNamed(wardrobe, text, true).map(({ line }) => line)).toEqual(lines);
  });

  it.each([
    ['change the size of my top in HL-104746 to L', [0]],
    ['I want to send the quilted jacket back', [2]],
    // Colours and first words are said of many things.
    ['do you have it in plum', []],
    ['is there a belt that goes with my order', []],
  ])('are, where nothing was asked, in “%s”: %j', (text, lines) => {
    expect(itemsNamed(wardrobe, text, false).map(({ line }) => line)).toEqual(lines);
  });

  it('are the only ones there are where somebody says yes to them, as many as are said', () => {
    expect(itemsNamed(mugs, 'yes', true)).toEqual([{ line: 0, quantity: 2 }]);
    expect(itemsNamed(mugs, 'that one', true)).toEqual([{ line: 0, quantity: 1 }]);
    expect(itemsNamed(mugs, 'the mug', true)).toEqual([{ line: 0, quantity: 2 }]);
    expect(itemsNamed(mugs, 'one of the mugs', true)).toEqual([{ line: 0, quantity: 1 }]);
    expect(itemsNamed(mugs, 'yes', false)).toEqual([]);
    expect(itemsNamed(wardrobe, 'yes', true)).toEqual([]);
  });
});

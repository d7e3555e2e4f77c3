import { describe, expect, it } from 'vitest';
import { familyNamed, familyOf } from '../../src/recommendation/colour-family.js';
import { COLOURS } from '../../src/shop/demo/colours.js';

describe('colour families', () => {
  it.each([
    ['#ff0000', 'red'],
    ['#0000ff', 'blue'],
    ['#000080', 'blue'],
    ['#008000', 'green'],
    ['#ffff00', 'yellow'],
    ['#ffa500', 'orange'],
    ['#ffc0cb', 'pink'],
    ['#a52a2a', 'red'],
    ['#8b4513', 'brown'],
    ['#f5f5dc', 'white'],
    ['#d2b48c', 'beige'],
    ['#000000', 'black'],
    ['#FFFFFF', 'white'],
    ['#808080', 'grey'],
    ['#800080', 'purple'],
  ])('sees %s as %s', (swatch, family) => {
    expect(familyOf(swatch)).toBe(family);
  });

  it('agrees with every colour of the demo shop that says its family in its name', () => {
    for (const [name, swatch] of Object.entries(COLOURS)) {
      const said = name
        .toLowerCase()
        .split(' ')
        .map(familyNamed)
        .findLast((family) => family !== undefined);
      if (said !== undefined) expect([name, familyOf(swatch)]).toEqual([name, said]);
    }
  });

  it('says nothing of what is no hex colour', () => {
    expect(familyOf('rebeccapurple')).toBeUndefined();
    expect(familyNamed('jacket')).toBeUndefined();
    expect(familyNamed('constructor')).toBeUndefined();
  });
});

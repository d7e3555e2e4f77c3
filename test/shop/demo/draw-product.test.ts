import { describe, expect, it } from 'vitest';
import { drawPlaceholder } from '../../../src/shop/demo/draw-placeholder.js';
import { DRAWING_KINDS, drawProduct } from '../../../src/shop/demo/draw-product.js';
import { productSchema } from '../../../src/shop/shop.js';

/** The names of tags still open at the end, or where closing went wrong; empty for well-formed markup. */
function tagsLeftOpen(markup: string): string[] {
  const open: string[] = [];
  const rest = markup.replace(
    /<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"<>]*")*)(\/?)>/g,
    (_all, close, name, _attributes, selfClosed) => {
      if (close === '/' && open.pop() !== name) open.push(`unexpected </${name}>`);
      if (close === '' && selfClosed === '') open.push(name);
      return '';
    },
  );
  return /[<>]/.test(rest) ? [...open, `left over: ${rest.slice(0, 80)}`] : open;
}

describe.each(DRAWING_KINDS)('drawProduct %s', (kind) => {
  const light = drawProduct(kind, '#ebe3d2');
  const dark = drawProduct(kind, '#26282c');

  it('is well-formed SVG of at most 6 KB', () => {
    for (const picture of [light, dark]) {
      expect(tagsLeftOpen(picture)).toEqual([]);
      expect(picture.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
      expect(Buffer.byteLength(picture)).toBeLessThanOrEqual(6144);
    }
  });

  it('holds nothing that runs or is fetched, and no number that is not one', () => {
    expect(light).not.toMatch(
      /<script|<foreignObject|<image|\son\w+=|javascript:|https?:\/\/(?!www\.w3\.org\/2000\/svg")/i,
    );
    expect(light).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('refers only to what it defines', () => {
    const defined = new Set([...light.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const used = [...light.matchAll(/(?:href="#|url\(#)([^")]+)/g)].map(([, id]) => id);
    expect(used.filter((id) => !defined.has(id))).toEqual([]);
    expect(defined.size).toBe([...light.matchAll(/\sid="/g)].length);
  });

  it('shows the colour it was asked for, and the same picture each time', () => {
    expect(dark).not.toBe(light);
    expect(drawProduct(kind, '#ebe3d2')).toBe(light);
  });
});

describe('drawPlaceholder', () => {
  const draw = (title: string, category: string, options: Record<string, string> = {}) => {
    const product = productSchema.parse({
      id: 'p',
      title,
      category,
      description: '',
      variants: [{ id: 'v', options, price: 1, stock: 1 }],
    });
    return drawPlaceholder(product, product.variants[0]!);
  };

  it('draws what the title says, else what the category says, else a parcel', () => {
    expect(draw('Hiking Boots', 'Sports')).toBe(drawProduct('walking-boots', '#b3aca0'));
    expect(draw('Model 7', 'Backpacks')).toBe(drawProduct('zip-backpack', '#b3aca0'));
    expect(draw('Potential Content', 'Investments')).toBe(drawProduct('parcel', '#b3aca0'));
    expect(draw('Smart Thermostat', 'Gadgets')).toBe(drawProduct('parcel', '#b3aca0'));
  });

  it('uses a colour that an option names', () => {
    expect(draw('T-Shirt', 'Clothes', { color: 'Red' })).toBe(drawProduct('tee', '#a8322d'));
  });
});

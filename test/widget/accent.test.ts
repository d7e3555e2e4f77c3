import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentColours, contrast, parseHex, type Rgb } from '../../widget/accent.js';

const LIGHT: Rgb = [234, 236, 240];
const DARK: Rgb = [57, 60, 65];
const channel = fc.nat(255);
const colour = fc.tuple(channel, channel, channel);

function read(css: string): Rgb {
  const [r = 0, g = 0, b = 0] = css.match(/\d+/g)?.map(Number) ?? [];
  return [r, g, b];
}

describe("the shop's accent", () => {
  it('always has a readable foreground, and is itself readable as text', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom(LIGHT, DARK), (accent, surface) => {
        const { fill, onFill, text } = accentColours(accent, surface);
        expect(contrast(read(fill), read(onFill))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(read(text), surface)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(read(fill), surface)).toBeGreaterThanOrEqual(1.7);
      }),
    );
  });

  it('stays what the shop chose where that is enough', () => {
    expect(accentColours([47, 93, 80], LIGHT)).toEqual({
      fill: 'rgb(47 93 80)',
      onFill: 'rgb(255 255 255)',
      text: 'rgb(47 93 80)',
    });
  });

  it('measures contrast as WCAG does', () => {
    expect(contrast([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 5);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.478, 3);
  });

  it('reads hex colours and leaves the others to the browser', () => {
    expect([parseHex('#fff'), parseHex(' #2F5d50 '), parseHex('oklch(0.5 0.1 160)'), parseHex('#12')]).toEqual([
      [255, 255, 255],
      [47, 93, 80],
      undefined,
      undefined,
    ]);
  });
});

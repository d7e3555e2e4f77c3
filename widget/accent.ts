/** Red, green and blue, each 0..255. */
export type Rgb = readonly [number, number, number];

/** What the shop's accent becomes on one surface. All are `rgb(…)` texts. */
export type AccentColours = {
  /** The accent itself, moved only where it would sink into the surface: what is on it tells the controls. */
  fill: string;
  /** Text on the fill, at least 4.5 : 1. */
  onFill: string;
  /** The accent as text on the surface and on bubbles, at least 4.5 : 1. */
  text: string;
};

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/**
 * @param accent the shop's colour
 * @param surface the colour it stands on
 * @see contrast of WCAG 2.2, 1.4.3 and 1.4.11
 */
export function accentColours(accent: Rgb, surface: Rgb): AccentColours {
  const fill = standOut(accent, surface, 1.7);
  const onFill = contrast(fill, WHITE) >= 4.5 ? WHITE : BLACK;
  return { fill: css(fill), onFill: css(onFill), text: css(standOut(accent, surface, 4.5)) };
}

/** Ratio of the brighter to the darker colour, 1..21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

/** Reads `#rgb` and `#rrggbb`; other ways to write a colour give undefined. */
export function parseHex(colour: string): Rgb | undefined {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour.trim())?.[1];
  if (digits === undefined) return undefined;
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const value = Number.parseInt(full, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function standOut(colour: Rgb, surface: Rgb, ratio: number): Rgb {
  const isDark = contrast(surface, WHITE) > contrast(surface, BLACK);
  for (let share = 0; share < 1; share += 0.04) {
    const moved = isDark ? lighten(colour, share) : mix(colour, BLACK, share);
    if (contrast(moved, surface) >= ratio) return moved;
  }
  return isDark ? WHITE : BLACK;
}

/** First as bright as its hue allows, then towards white: mixed with white from the start it would turn grey. */
function lighten(colour: Rgb, share: number): Rgb {
  const scale = 255 / Math.max(...colour, 1);
  const bright: Rgb = [colour[0] * scale, colour[1] * scale, colour[2] * scale];
  return share < 0.5 ? mix(colour, bright, share * 2) : mix(bright, WHITE, share * 2 - 1);
}

function mix([r, g, b]: Rgb, [tr, tg, tb]: Rgb, share: number): Rgb {
  const step = (from: number, to: number): number => Math.round(from + (to - from) * share);
  return [step(r, tr), step(g, tg), step(b, tb)];
}

/** Relative luminance of WCAG 2.2, 0..1. */
function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function css(colour: Rgb): string {
  return `rgb(${colour.join(' ')})`;
}

/** Plain colour words, after Berlin & Kay, Basic Color Terms (1969), with beige; each with what it can look like. */
const FAMILIES = {
  black: ['#111111', '#26282c'],
  white: ['#ffffff', '#f3f0e8'],
  grey: ['#808080', '#aba59a', '#b8b8b6', '#3f4349', '#9aa2a8'],
  red: ['#c0392b', '#8a2a2a', '#e03131'],
  orange: ['#e67e22', '#ffa500', '#a4512b'],
  yellow: ['#f1c40f', '#c99a2e', '#e8d27a'],
  green: ['#3f7a45', '#5c6b3c', '#2f4a3a', '#93a286', '#6a6540', '#7fbf7f', '#246a5b'],
  blue: ['#2f5f8a', '#1c2a44', '#9dbfd6', '#5a6f86', '#33417a', '#2f6fd0'],
  purple: ['#5d3150', '#7d4fa0', '#b79ad0'],
  pink: ['#e79ab0', '#c79a93'],
  brown: ['#79452c', '#5b4231', '#8b4513', '#8b5e3c', '#b5775a'],
  beige: ['#ddd1b9', '#c9b28d', '#d9c4a0'],
} as const;

export type ColourFamily = keyof typeof FAMILIES;

/** Other words for a family. */
const ALSO: Record<string, ColourFamily> = {
  gray: 'grey',
  navy: 'blue',
  turquoise: 'blue',
  violet: 'purple',
  cream: 'beige',
  khaki: 'green',
  burgundy: 'red',
  maroon: 'red',
  golden: 'yellow',
};

/** The family that a word names: `navy` → blue. */
export function familyNamed(word: string): ColourFamily | undefined {
  if (Object.hasOwn(ALSO, word)) return ALSO[word];
  return NAMES.find((name) => name === word);
}

/**
 * The family a CSS hex colour looks like: the nearest in OKLab.
 * @see Björn Ottosson, A perceptual color space for image processing (2020)
 */
export function familyOf(swatch: string): ColourFamily | undefined {
  const seen = toLab(swatch);
  if (seen === undefined) return undefined;
  let nearest: { family: ColourFamily; distance: number } | undefined;
  for (const [family, lab] of EXAMPLES) {
    const distance = Math.hypot(...lab.map((value, axis) => value - (seen[axis] ?? 0)));
    if (nearest === undefined || distance < nearest.distance) nearest = { family, distance };
  }
  return nearest?.family;
}

function toLab(swatch: string): number[] | undefined {
  const hex = /^#([0-9a-f]{6})$/i.exec(swatch)?.[1];
  if (hex === undefined) return undefined;
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((start) =>
    linear(Number.parseInt(hex.slice(start, start + 2), 16) / 255),
  );
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    // Hue tells a shopper's colours apart better than lightness does.
    2 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s),
    2 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s),
  ];
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

const NAMES: ColourFamily[] = [
  'black',
  'white',
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'brown',
  'beige',
];

/** Every word that `familyNamed` knows. */
export const COLOUR_FAMILY_WORDS: readonly string[] = [...NAMES, ...Object.keys(ALSO)];

const EXAMPLES = NAMES.flatMap((family) =>
  FAMILIES[family].flatMap((swatch) => {
    const lab = toLab(swatch);
    return lab === undefined ? [] : [[family, lab] as const];
  }),
);

type Rgb = [red: number, green: number, blue: number];

/** Moves `hex` towards `target` by `share` 0..1, in sRGB; enough for shading by eye. */
export function mix(hex: string, target: string, share: number): string {
  const to = rgb(target);
  const mixed = rgb(hex).map((part, index) => Math.round(part + ((to[index] ?? part) - part) * share));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

export const lighter = (hex: string, share: number) => mix(hex, '#fff8ec', share);
export const darker = (hex: string, share: number) => mix(hex, '#0c1424', share);

/** Lightness as the eye sees it, 0..1 (Rec. 601 weights). */
export function lightness(hex: string): number {
  const [red, green, blue] = rgb(hex);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

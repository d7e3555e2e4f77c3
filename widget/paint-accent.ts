import { accentColours, parseHex, type Rgb } from './accent.js';

/** The style sheet's `--hover` in both schemes: of all surfaces the hardest to read on. */
const SURFACES = { light: [234, 236, 240], dark: [57, 60, 65] } as const satisfies Record<string, Rgb>;
const DEFAULT: Rgb = [47, 93, 80];

/** Writes the shop's accent into the style variables, one set for light and one for dark. */
export function paintAccent(root: HTMLElement, accent: string): void {
  const colour = parseHex(accent) ?? resolve(accent) ?? DEFAULT;
  for (const [scheme, surface] of Object.entries(SURFACES)) {
    const { fill, onFill, text } = accentColours(colour, surface);
    root.style.setProperty(`--fill-${scheme}`, fill);
    root.style.setProperty(`--on-fill-${scheme}`, onFill);
    root.style.setProperty(`--accent-text-${scheme}`, text);
  }
}

/** Any other CSS colour, as the browser paints it. */
function resolve(colour: string): Rgb | undefined {
  if (!CSS.supports('color', colour)) return undefined;
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas) return undefined;
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}

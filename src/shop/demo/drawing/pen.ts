import { lightness } from './colour-mix.js';

/**
 * Draws lit solids as SVG. Light falls from the upper left: every part gets a soft dark edge on its lower right,
 * a bright one on its upper left and, where asked, the texture of its cloth. All coordinates are in a 400 × 400 box
 * and paths use absolute M, L, C, Q and Z only.
 */
export type Pen = {
  /** A solid of one colour; `inside` is markup that is cut off at its outline. */
  part(path: string, colour: string, look?: Look): string;
  /** A patch of texture over the part it lies in, for cuffs and hems. */
  patch(texture: Texture, box: { x: number; y: number; width: number; height: number }): string;
  /** Definitions the parts so far need besides the scene's own. */
  definitions(): string;
};

export type Texture =
  | 'plain'
  | 'grain'
  | 'knit'
  | 'cable'
  | 'pile'
  | 'twill'
  | 'cord'
  | 'check'
  | 'stripe'
  | 'weave'
  | 'rib'
  | 'diamond';

type Look = {
  /** How round the part is, 0 flat … 2 a ball; default 1. */
  depth?: number;
  texture?: Texture;
  inside?: string;
};

export function createPen(): Pen {
  let parts = 0;
  const textures = new Set<Texture>();
  return {
    part(path, colour, { depth = 1, texture = 'plain', inside = '' } = {}) {
      parts += 1;
      if (texture !== 'plain') textures.add(texture);
      return solid({ id: parts, path, colour, depth, texture, inside });
    },
    patch(texture, { x, y, width, height }) {
      textures.add(texture);
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="url(#x-${texture})"/>`;
    },
    definitions: () => [...textures].map((texture) => TEXTURES[texture]).join(''),
  };
}

type Solid = { id: number; path: string; colour: string; depth: number; texture: Texture; inside: string };

function solid({ id, path, colour, depth, texture, inside }: Solid): string {
  const [far, near] = [Math.round(9 * depth), Math.round(4 * depth)];
  const shade = lightness(colour) > 0.66 ? 'e' : 'd';
  const edges =
    `<use href="#p${id}" class="${shade}" stroke-width="${Math.round(22 * depth)}" x="-${far}" y="-${far}"/>` +
    `<use href="#p${id}" class="h" stroke-width="${Math.round(7 * depth)}" x="${near}" y="${near}"/>`;
  return [
    `<clipPath id="c${id}"><path id="p${id}" d="${path}"/></clipPath><use href="#p${id}" fill="${colour}"/>`,
    `<g clip-path="url(#c${id})">`,
    textureOver(id, texture),
    `${inside}${depth === 0 ? '' : edges}</g>`,
  ].join('');
}

function textureOver(id: number, texture: Texture): string {
  if (texture === 'plain') return '';
  const isFilter = texture === 'grain' || texture === 'pile';
  return isFilter
    ? `<rect width="400" height="400" filter="url(#x-${texture})"/>`
    : `<use href="#p${id}" fill="url(#x-${texture})"/>`;
}

/** Each is a pattern or a filter named `x-NAME`; drawn in translucent black and white over the part's own colour. */
const TEXTURES: Record<Texture, string> = {
  plain: '',
  grain:
    '<filter id="x-grain"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="4"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 .42 -.15"/></filter>',
  pile: '<filter id="x-pile"><feTurbulence type="fractalNoise" baseFrequency=".5" numOctaves="3" seed="7"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 .75 -.28"/></filter>',
  knit: '<pattern id="x-knit" width="7" height="6" patternUnits="userSpaceOnUse"><path d="M0 1L3.5 5L7 1" fill="none" stroke="#000" stroke-opacity=".2" stroke-width="1.5"/><path d="M0 0L3.5 4L7 0" fill="none" stroke="#fff" stroke-opacity=".13"/></pattern>',
  cable:
    '<pattern id="x-cable" width="34" height="30" x="14" patternUnits="userSpaceOnUse"><path d="M7 0C7 10 19 8 19 15C19 22 7 20 7 30M19 0C19 10 7 8 7 15C7 22 19 20 19 30" fill="none" stroke="#000" stroke-opacity=".24" stroke-width="4"/><path d="M6 0C6 10 18 8 18 15C18 22 6 20 6 30" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="2.4"/><path d="M26 0V30M31 0V30" stroke="#000" stroke-opacity=".15" stroke-width="1.6"/></pattern>',
  twill:
    '<pattern id="x-twill" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 4L4 0" stroke="#000" stroke-opacity=".13" stroke-width=".9"/><path d="M0 2L2 0" stroke="#fff" stroke-opacity=".1" stroke-width=".6"/></pattern>',
  cord: '<pattern id="x-cord" width="5" height="8" patternUnits="userSpaceOnUse"><path d="M1 0V8" stroke="#000" stroke-opacity=".22" stroke-width="1.6"/><path d="M3.4 0V8" stroke="#fff" stroke-opacity=".16" stroke-width="1.2"/></pattern>',
  check:
    '<pattern id="x-check" width="38" height="38" patternUnits="userSpaceOnUse"><path d="M9 0V38M0 9H38" stroke="#000" stroke-opacity=".26" stroke-width="11"/><path d="M27 0V38M0 27H38" stroke="#fff" stroke-opacity=".34" stroke-width="2.4"/><path d="M9 0V38M0 9H38" stroke="#fff" stroke-opacity=".14" stroke-width="1"/></pattern>',
  stripe:
    '<pattern id="x-stripe" width="20" height="20" patternUnits="userSpaceOnUse"><path d="M0 5H20" stroke="#fbf7ee" stroke-opacity=".88" stroke-width="8"/></pattern>',
  rib: '<pattern id="x-rib" width="5" height="9" patternUnits="userSpaceOnUse"><path d="M1 -1V10" stroke="#000" stroke-opacity=".3" stroke-width="2"/><path d="M3.4 -1V10" stroke="#fff" stroke-opacity=".12" stroke-width="1.4"/></pattern>',
  diamond:
    '<pattern id="x-diamond" width="34" height="34" x="13" patternUnits="userSpaceOnUse"><path d="M0 0L34 34M34 0L0 34" stroke="#0c1424" stroke-opacity=".13" stroke-width="6"/><path d="M0 0L34 34M34 0L0 34" stroke="#0c1424" stroke-opacity=".3" stroke-width="1.4"/><path d="M2 13L17 -2L32 13" fill="none" stroke="#fff" stroke-opacity=".16" stroke-width="2.4"/></pattern>',
  weave:
    '<pattern id="x-weave" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 2H4M4 6H8" stroke="#fff" stroke-opacity=".1" stroke-width="2.4"/><path d="M4 2H8M0 6H4" stroke="#000" stroke-opacity=".08" stroke-width="2.4"/></pattern>',
};

/** What the class names of the markup mean; kept short because every picture carries its own copy. */
export const PEN_STYLES = [
  'path,use{stroke-linecap:round;stroke-linejoin:round}',
  '.d,.e,.h,.s,.l,.n,.t,.o{fill:none}',
  '.d{stroke:#0c1424;stroke-opacity:.44;filter:url(#b)}',
  '.e{stroke:#5c4a35;stroke-opacity:.42;filter:url(#b)}',
  '.h{stroke:#fffaf0;stroke-opacity:.27;filter:url(#f)}',
  '.s{stroke:#0c1424;filter:url(#f)}',
  '.l{stroke:#fffaf0;filter:url(#f)}',
  '.n{stroke:#0c1424;stroke-opacity:.45}',
  '.t{stroke:#fff;stroke-opacity:.45;stroke-dasharray:4 3}',
].join('');

/** A soft crease; `tone` below zero is a shadow, above zero a light, its size the strength 0..1. */
export function crease(path: string, tone: number, width = 7): string {
  return `<path class="${tone < 0 ? 's' : 'l'}" d="${path}" stroke-opacity="${short(Math.abs(tone))}" stroke-width="${width}"/>`;
}

/** A sharp line: `dash` draws it as stitching. */
export function line(path: string, colour: string, { width = 1.4, opacity = 1, dash = '' } = {}): string {
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  const faint = opacity === 1 ? '' : ` stroke-opacity="${short(opacity)}"`;
  return `<path class="o" d="${path}" stroke="${colour}" stroke-width="${width}"${faint}${dashes}/>`;
}

export function stitch(path: string): string {
  return `<path class="t" d="${path}"/>`;
}

export function seam(path: string): string {
  return `<path class="n" d="${path}"/>`;
}

/** A button, rivet or eyelet. */
export function dot(x: number, y: number, radius: number, colour: string): string {
  return dots([[x, y]], radius, colour);
}

/** Zero-length lines with round ends: the shortest way to write many circles. */
export function dots(at: [x: number, y: number][], radius: number, colour: string): string {
  const path = at.map(([x, y]) => `M${x} ${y}h0`).join('');
  const width = round(radius * 2);
  return `<path d="${path}" transform="translate(.6 1)" stroke="#0c1424" stroke-opacity=".45" stroke-width="${width}"/><path d="${path}" stroke="${colour}" stroke-width="${width}"/>`;
}

/** Draws a named group once and again in a mirror that stands at x = 200. */
export function reuseMirrored(id: string): string {
  return `<use href="#${id}" transform="matrix(-1 0 0 1 400 0)"/>`;
}

/** The path seen in a mirror that stands at x = 200. */
export function mirror(path: string): string {
  return path.replace(/(-?[\d.]+)[ ,](-?[\d.]+)/g, (_pair, x: string, y: string) => `${round(400 - Number(x))} ${y}`);
}

function short(value: number): string {
  return String(round(value)).replace(/^0\./, '.');
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { lightness, mix } from './colour-mix.js';
import { PEN_STYLES, type Pen } from './pen.js';

export type Drawn = {
  markup: string;
  /** Where the thing touches the floor; none for what lies flat or hangs. */
  shadow: { x: number; y: number; width: number; height: number };
  /** Held above the floor: its shadow is faint and nothing touches. */
  floats?: boolean;
};

/** A drawing in front of a calm wall with light from the upper left, on a floor that catches its shadow. */
export function composeScene(pen: Pen, drawn: Drawn, colour: string): string {
  const markup = drawn.markup.replace(/ d="[^"]+"/g, tightened);
  const optional = [...OPTIONAL].filter(([use]) => markup.includes(use)).map(([, definition]) => definition);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">',
    `<defs>${backdropDefinitions(colour)}${FILTERS}${optional.join('')}${pen.definitions()}<style>${PEN_STYLES}</style></defs>`,
    '<path d="M0 0H400V400H0Z" fill="url(#w)"/><path d="M0 296H400V400H0Z" fill="url(#o)"/><path d="M0 0H400V400H0Z" fill="url(#g)"/>',
    `${floorShadow(drawn)}${markup}</svg>`,
  ].join('');
}

/** Path data needs no spaces beside its commands. */
function tightened(attribute: string): string {
  return ` ${attribute.trim().replace(/ ?([MLCQZ]) ?/g, '$1')}`;
}

function backdropDefinitions(colour: string): string {
  const base = lightness(colour) > 0.78 ? '#d3cec5' : '#e6e2db';
  const wall = mix(base, colour, 0.07);
  const floor = mix(wall, '#ffffff', 0.3);
  return [
    `<linearGradient id="w" x2=".3" y2="1"><stop stop-color="${mix(wall, '#ffffff', 0.5)}"/><stop offset="1" stop-color="${mix(wall, '#8a8378', 0.12)}"/></linearGradient>`,
    `<linearGradient id="o" x2="0" y2="1"><stop stop-color="${floor}" stop-opacity="0"/><stop offset=".45" stop-color="${floor}" stop-opacity=".8"/><stop offset="1" stop-color="${mix(wall, '#ffffff', 0.12)}"/></linearGradient>`,
    '<radialGradient id="g" cx=".28" cy=".18" r=".8"><stop stop-color="#fff" stop-opacity=".55"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>',
    '<radialGradient id="s"><stop stop-opacity=".46"/><stop offset=".6" stop-opacity=".16"/><stop offset="1" stop-opacity="0"/></radialGradient>',
  ].join('');
}

function floorShadow({ shadow: { x, y, width, height }, floats = false }: Drawn): string {
  if (floats)
    return `<ellipse cx="${x + 8}" cy="${y}" rx="${width / 2}" ry="${height / 2}" fill="url(#s)" opacity=".55"/>`;
  const contact = `<ellipse cx="${x}" cy="${y}" rx="${Math.round(width * 0.42)}" ry="${Math.round(height * 0.3)}" fill="url(#s)"/>`;
  return `<ellipse cx="${x + 8}" cy="${y + 3}" rx="${width / 2}" ry="${height / 2}" fill="url(#s)"/>${contact}`;
}

/** b: broad blur for edges; f: fine blur for creases. */
const FILTERS =
  '<filter id="b" x="-99" y="-99" width="600" height="600" filterUnits="userSpaceOnUse"><feGaussianBlur stdDeviation="8"/></filter>' +
  '<filter id="f" x="-99" y="-99" width="600" height="600" filterUnits="userSpaceOnUse"><feGaussianBlur stdDeviation="2.6"/></filter>';

/** By the reference that needs it. k: darkens what stands behind; y: lamp light. */
const OPTIONAL = new Map([
  ['url(#k)', '<filter id="k"><feColorMatrix values=".8 0 0 0 0 0 .8 0 0 0 0 0 .82 0 0 0 0 0 1 0"/></filter>'],
  [
    'url(#y)',
    '<radialGradient id="y"><stop stop-color="#ffdc96" stop-opacity=".75"/><stop offset=".5" stop-color="#ffe2a6" stop-opacity=".3"/><stop offset="1" stop-color="#ffe2a6" stop-opacity="0"/></radialGradient>',
  ],
]);

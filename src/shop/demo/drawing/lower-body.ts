import { darker, lighter } from './colour-mix.js';
import { crease, dot, line, mirror, type Pen, reuseMirrored, seam, stitch, type Texture } from './pen.js';
import type { Drawn } from './scene.js';

export type Trousers = {
  texture: Texture;
  /** Height of the hem: 190 shorts … 356 long. */
  hem: number;
  /** Width of one leg at the hem. */
  leg: number;
  waist: 'buttoned' | 'drawstring' | 'elastic';
  pockets: 'slant' | 'cargo' | 'zip';
  turnUp?: boolean;
  patched?: boolean;
};

export function drawTrousers(pen: Pen, colour: string, cut: Trousers): Drawn {
  const { hem, leg } = cut;
  const inner = 194;
  const outer = Math.min(128, inner - leg - 2);
  const left = `M144 64 C140 110 ${outer + 8} 180 ${outer} ${hem} C${outer + leg / 3} ${hem + 5} ${outer + leg / 1.5} ${hem + 5} ${outer + leg} ${hem} C${Math.max(outer + leg, 184)} 250 196 190 200 156 L200 64 Z`;
  const markup = [
    `<path d="M144 62 C160 54 240 54 256 62 L254 74 L146 74 Z" fill="${darker(colour, 0.5)}"/>`,
    pen.part(left, colour, { texture: cut.texture, inside: `<g id="z">${legDetails(colour, cut, outer)}</g>` }),
    pen.part(mirror(left), darker(colour, 0.04), { texture: cut.texture, inside: reuseMirrored('z') }),
    drawFly(colour, cut),
    waistband(pen, colour, cut),
  ].join('');
  const short = hem < 260;
  return {
    markup: short ? `<g transform="translate(-80 26) scale(1.4)">${markup}</g>` : markup,
    shadow: { x: 200, y: 368, width: short ? 220 : 190, height: 22 },
    floats: true,
  };
}

function legDetails(colour: string, cut: Trousers, outer: number): string {
  const { hem, leg } = cut;
  const middle = outer + leg / 2;
  const long = hem > 260;
  const creases = long
    ? crease(`M170 150 C164 210 ${middle + 4} 270 ${middle + 2} ${hem}`, 0.12, 8) +
      crease(`M186 170 C172 230 ${middle + 14} 280 ${middle + 16} ${hem}`, -0.22, 9) +
      crease(`M${outer + 6} 250 C${middle - 6} 262 ${middle + 6} 262 ${outer + leg - 6} 252`, -0.26, 6) +
      crease(`M${outer + 8} 270 C${middle - 4} 280 ${middle + 8} 278 ${outer + leg - 6} 270`, 0.12, 5)
    : crease(`M172 130 C166 160 ${middle} 180 ${middle} ${hem}`, -0.2, 8);
  const hemLine =
    cut.turnUp === true
      ? `<path d="M${outer - 6} ${hem - 22} L${outer + leg + 10} ${hem - 22} L${outer + leg + 10} ${hem + 8} L${outer - 6} ${hem + 8} Z" fill="${lighter(colour, 0.22)}"/>` +
        crease(`M${outer - 4} ${hem - 22} L${outer + leg + 8} ${hem - 22}`, -0.5, 4)
      : stitch(`M${outer} ${hem - 9} L${outer + leg + 4} ${hem - 9}`);
  const knee =
    cut.patched === true
      ? `<path d="M${outer + 4} 222 L${outer + leg + 8} 216 L${outer + leg + 2} 282 L${outer} 284 Z" fill="${darker(colour, 0.2)}" fill-opacity=".8"/>` +
        stitch(`M${outer + 5} 224 L${outer + leg + 6} 219 M${outer + 2} 281 L${outer + leg} 279`)
      : '';
  return creases + knee + pocketOf(colour, cut, outer) + hemLine;
}

function pocketOf(colour: string, { pockets, hem }: Trousers, outer: number): string {
  const slant = 'M166 82 C160 102 152 116 140 124';
  const front = crease(slant, -0.3, 5) + seam(slant) + stitch('M170 82 C164 104 154 120 140 129');
  if (pockets === 'zip')
    return front + line('M168 84 C162 102 154 116 144 122', '#d9dbde', { width: 1.6, opacity: 0.8, dash: '1.6 2' });
  if (pockets === 'slant') return front;
  const y = Math.min(200, hem - 76);
  const patch = `M${outer - 2} ${y} L${outer + 34} ${y} L${outer + 34} ${y + 50} L${outer - 4} ${y + 50} Z`;
  return (
    front +
    crease(patch, -0.35, 6) +
    `<path d="${patch}" fill="${lighter(colour, 0.06)}"/>` +
    stitch(patch) +
    crease(`M${outer - 4} ${y + 16} L${outer + 34} ${y + 16}`, -0.35, 4) +
    dot(outer + 18, y + 12, 2.4, '#cfd2d4')
  );
}

function drawFly(colour: string, { waist }: Trousers): string {
  const fly = crease('M200 84 L200 156', -0.35, 5) + seam('M200 84 L200 156');
  return waist === 'buttoned'
    ? fly + stitch('M214 84 C214 110 212 126 201 138')
    : fly +
        line('M196 86 C192 104 188 112 190 124 M204 86 C208 102 212 110 209 122', lighter(colour, 0.7), { width: 2 });
}

function waistband(pen: Pen, colour: string, { waist, texture }: Trousers): string {
  const loops =
    waist === 'buttoned'
      ? [160, 182, 218, 240]
          .map((x) => `<rect x="${x - 3}" y="58" width="6" height="24" rx="1.5" fill="${lighter(colour, 0.12)}"/>`)
          .join('') + dot(200, 71, 4, lighter(colour, 0.45))
      : pen.patch('rib', { x: 140, y: 58, width: 120, height: 32 });
  return pen.part('M143 62 C170 70 230 70 257 62 L258 82 C230 90 170 90 142 82 Z', lighter(colour, 0.04), {
    texture,
    depth: 0.5,
    inside: loops,
  });
}

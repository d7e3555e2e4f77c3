import { darker, lighter } from './colour-mix.js';
import { crease, line, type Pen, stitch, type Texture } from './pen.js';
import type { Drawn } from './scene.js';

/** Folded in three and laid down, fringe to the front. */
export function drawBlanket(pen: Pen, colour: string, { texture = 'weave' as Texture, fringe = true } = {}): Drawn {
  const layer = (y: number, tone: string, inset: number) =>
    pen.part(
      `M${66 + inset} ${y} C${60 + inset} ${y + 14} ${60 + inset} ${y + 40} ${70 + inset} ${y + 54} L${332 - inset} ${y + 54} C${342 - inset} ${y + 40} ${342 - inset} ${y + 14} ${334 - inset} ${y} Z`,
      tone,
      {
        texture,
        depth: 1.1,
        inside:
          crease(`M${76 + inset} ${y + 12} C160 ${y + 6} 250 ${y + 6} ${326 - inset} ${y + 12}`, 0.25, 8) +
          crease(`M${80 + inset} ${y + 40} C160 ${y + 46} 250 ${y + 46} ${320 - inset} ${y + 40}`, -0.15, 8),
      },
    );
  const drape = pen.part(
    'M150 138 C148 200 146 260 142 322 L262 322 C264 260 262 200 260 138 Z',
    lighter(colour, 0.05),
    {
      texture,
      depth: 0.9,
      inside:
        crease('M180 150 C176 220 178 280 174 322', -0.2, 10) +
        crease('M222 150 C226 220 222 280 226 322', 0.2, 10) +
        stitch('M142 312 L262 312'),
    },
  );
  const threads = fringe
    ? line(
        Array.from(
          { length: 17 },
          (_unused, index) =>
            `M${144 + index * 7.2} 320 C${143 + index * 7.2} 330 ${146 + index * 7.2} 334 ${144 + index * 7.2} 342`,
        ).join(' '),
        lighter(colour, 0.2),
        { width: 3 },
      )
    : '';
  const top = pen.part(
    'M66 150 C110 122 290 122 334 150 C336 170 300 178 200 178 C100 178 64 170 66 150 Z',
    lighter(colour, 0.1),
    { texture, depth: 0.8 },
  );
  return {
    markup:
      layer(256, darker(colour, 0.1), 0) +
      layer(206, darker(colour, 0.04), 2) +
      layer(156, colour, 4) +
      top +
      crease('M146 140 L138 320 M264 140 L268 320', -0.3, 8) +
      threads +
      drape,
    shadow: { x: 200, y: 318, width: 330, height: 34 },
  };
}

export function drawCushion(pen: Pen, colour: string, texture: Texture, { long = false } = {}): Drawn {
  const outline = long
    ? 'M44 168 C60 178 340 178 356 168 C366 160 372 172 366 184 C356 216 356 270 366 300 C372 314 362 322 350 314 C300 304 100 304 50 314 C38 322 28 314 34 300 C44 270 44 216 34 184 C28 172 34 160 44 168 Z'
    : 'M84 92 C120 104 280 104 316 92 C330 84 340 94 334 108 C322 150 322 260 336 302 C342 318 330 328 314 320 C270 310 130 310 86 320 C70 328 58 318 64 302 C78 260 78 150 66 108 C60 94 70 84 84 92 Z';
  const folds = long
    ? crease('M60 188 C110 214 130 222 160 224', -0.22, 10) +
      crease('M340 188 C296 210 270 218 240 220', -0.2, 10) +
      crease('M64 294 C110 272 140 266 170 264', -0.2, 9)
    : crease('M88 112 C120 150 140 160 160 166', -0.24, 11) +
      crease('M312 112 C280 148 262 158 242 164', -0.2, 11) +
      crease('M90 304 C120 268 140 258 162 252', -0.22, 11) +
      crease('M310 302 C282 268 264 256 244 250', -0.28, 11);
  const glow = `<ellipse cx="180" cy="${long ? 222 : 186}" rx="90" ry="${long ? 26 : 66}" fill="#fffaf0" fill-opacity=".2" filter="url(#b)"/>`;
  return {
    markup:
      pen.part(outline, colour, { texture, depth: 1.5, inside: glow + folds }) +
      stitch(long ? 'M50 174 C100 184 300 184 350 174' : 'M90 100 C140 110 260 110 310 100'),
    shadow: { x: 200, y: 320, width: long ? 350 : 300, height: 30 },
  };
}

/** A stack of three, the top one with a woven border. */
export function drawTowels(pen: Pen, colour: string, texture: Texture): Drawn {
  const fold = (y: number, tone: string, dx: number) =>
    pen.part(
      `M${84 + dx} ${y} C${72 + dx} ${y + 4} ${70 + dx} ${y + 40} ${84 + dx} ${y + 46} L${322 + dx} ${y + 46} C${328 + dx} ${y + 34} ${328 + dx} ${y + 10} ${320 + dx} ${y} Z`,
      tone,
      {
        texture,
        depth: 1,
        inside:
          crease(`M${80 + dx} ${y + 24} L${324 + dx} ${y + 24}`, -0.35, 4) +
          `<path d="M${268 + dx} ${y - 4} L${282 + dx} ${y - 4} L${282 + dx} ${y + 52} L${268 + dx} ${y + 52} Z" fill="${lighter(colour, 0.5)}" fill-opacity=".7"/>`,
      },
    );
  return {
    markup:
      fold(272, darker(colour, 0.12), 4) +
      fold(226, darker(colour, 0.04), -4) +
      fold(180, lighter(colour, 0.06), 2) +
      pen.part(
        'M86 180 C120 158 290 158 322 180 C320 194 280 198 204 198 C130 198 92 194 86 180 Z',
        lighter(colour, 0.14),
        { texture, depth: 0.7 },
      ),
    shadow: { x: 204, y: 320, width: 300, height: 30 },
  };
}

export function drawTeaTowel(pen: Pen, colour: string, texture: Texture): Drawn {
  const rail =
    line('M70 84 L330 84', '#6b4527', { width: 9 }) +
    line('M72 81 L328 81', '#c99b6c', { width: 2 }) +
    `<circle cx="70" cy="84" r="8" fill="#5a3a20"/><circle cx="330" cy="84" r="8" fill="#5a3a20"/>`;
  const cloth = pen.part(
    'M112 82 C160 76 240 76 288 82 C292 160 286 240 292 316 C240 324 160 324 108 316 C114 240 108 160 112 82 Z',
    colour,
    {
      texture,
      depth: 1,
      inside:
        crease('M144 88 C152 170 140 250 148 320', -0.22, 10) +
        crease('M196 86 C190 170 200 250 194 322', 0.22, 10) +
        crease('M248 88 C256 170 244 250 254 320', -0.22, 10) +
        `<path d="M100 284 L300 284 L300 294 L100 294 Z M100 300 L300 300 L300 304 L100 304 Z" fill="${darker(colour, 0.5)}" fill-opacity=".55"/>`,
    },
  );
  return {
    markup: rail + cloth + crease('M114 88 L286 88', 0.3, 6),
    shadow: { x: 200, y: 358, width: 210, height: 18 },
    floats: true,
  };
}

export function drawRug(pen: Pen, colour: string): Drawn {
  const flat = pen.part('M52 232 L300 196 L352 300 L92 338 Z', colour, {
    texture: 'weave',
    depth: 0.8,
    inside:
      line('M66 244 L302 208 L336 296 L100 330 Z', lighter(colour, 0.6), { width: 4, opacity: 0.8 }) +
      line('M84 254 L296 222 L320 288 L110 318 Z', darker(colour, 0.4), { width: 7, opacity: 0.6 }),
  });
  const roll = pen.part(
    'M40 214 C30 190 44 170 66 166 L276 134 C300 134 312 170 302 198 L60 238 C50 238 44 226 40 214 Z',
    lighter(colour, 0.05),
    { texture: 'weave', depth: 1.3 },
  );
  const end =
    `<ellipse cx="290" cy="166" rx="20" ry="32" transform="rotate(-8 290 166)" fill="${darker(colour, 0.3)}"/>` +
    line('M290 140 C304 150 304 186 290 192 C280 188 278 156 288 150 C298 154 296 180 289 180', lighter(colour, 0.3), {
      width: 2.4,
      opacity: 0.7,
    });
  return {
    markup: flat + crease('M56 240 L300 204', -0.45, 12) + roll + end,
    shadow: { x: 204, y: 330, width: 330, height: 34 },
  };
}

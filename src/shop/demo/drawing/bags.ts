import { darker, lighter } from './colour-mix.js';
import { crease, dot, line, mirror, type Pen, seam, stitch, type Texture } from './pen.js';
import type { Drawn } from './scene.js';

const LEATHER = '#8a5a34';

export function drawBackpack(pen: Pen, colour: string, style: 'flap' | 'roll' | 'zip'): Drawn {
  const strap = pen.part('M122 120 C96 150 90 250 112 318 L132 318 C114 250 118 168 140 138 Z', darker(colour, 0.35), {
    depth: 0.6,
  });
  const straps =
    strap +
    pen.part(mirror('M122 120 C96 150 90 250 112 318 L132 318 C114 250 118 168 140 138 Z'), darker(colour, 0.4), {
      depth: 0.6,
    });
  const handle =
    line('M178 78 C178 50 222 50 222 78', darker(colour, 0.4), { width: 8 }) +
    line('M180 76 C181 54 219 54 220 76', lighter(colour, 0.3), { width: 1.4, opacity: 0.5 });
  const body = pen.part(
    'M126 132 C124 92 150 74 200 74 C250 74 276 92 274 132 L284 306 C284 328 268 336 200 336 C132 336 116 328 116 306 Z',
    colour,
    {
      depth: 1.3,
      texture: 'twill',
      inside:
        crease('M140 150 C134 220 134 270 140 326', 0.22, 10) + crease('M262 150 C268 210 268 280 258 330', -0.22, 10),
    },
  );
  const pocket = pen.part(
    'M142 232 C170 226 230 226 258 232 L262 304 C262 318 250 322 200 322 C150 322 138 318 138 304 Z',
    lighter(colour, 0.04),
    {
      depth: 0.8,
      texture: 'twill',
      inside:
        line('M144 246 C172 240 228 240 256 246', darker(colour, 0.5), { width: 4 }) +
        line('M144 246 C172 240 228 240 256 246', '#d9dbde', { width: 1.6, opacity: 0.8, dash: '1.6 2' }) +
        crease('M170 262 C168 290 170 306 176 318', -0.18, 8),
    },
  );
  return {
    markup:
      handle +
      straps +
      body +
      crease('M138 234 C170 226 230 226 262 234', -0.35, 7) +
      pocket +
      closure(pen, colour, style),
    shadow: { x: 200, y: 338, width: 250, height: 30 },
  };
}

function closure(pen: Pen, colour: string, style: 'flap' | 'roll' | 'zip'): string {
  if (style === 'zip')
    return (
      line('M136 150 C134 104 158 90 200 90 C242 90 266 104 264 150', darker(colour, 0.5), { width: 4.5 }) +
      line('M136 150 C134 104 158 90 200 90 C242 90 266 104 264 150', '#d9dbde', {
        width: 1.6,
        opacity: 0.8,
        dash: '1.6 2',
      }) +
      line('M264 150 L266 166', '#d9dbde', { width: 3.4 }) +
      `<rect x="182" y="180" width="36" height="22" rx="3" fill="${LEATHER}"/>` +
      stitch('M185 183 L215 183 L215 199 L185 199 Z')
    );
  if (style === 'roll') {
    const roll = pen.part(
      'M124 92 C124 70 146 64 200 64 C254 64 276 70 276 92 C276 116 262 124 200 124 C138 124 124 116 124 92 Z',
      lighter(colour, 0.05),
      {
        depth: 1.1,
        texture: 'twill',
        inside:
          crease('M130 92 C170 102 230 102 270 92', -0.35, 4) + crease('M130 106 C170 116 230 116 270 106', -0.3, 4),
      },
    );
    return (
      roll +
      line('M200 122 L200 226', LEATHER, { width: 11 }) +
      stitch('M197 126 L197 222') +
      stitch('M203 126 L203 222') +
      `<rect x="189" y="176" width="22" height="18" rx="3" fill="none" stroke="#d6c38c" stroke-width="3.4"/>`
    );
  }
  const flap = pen.part(
    'M124 116 C124 86 150 70 200 70 C250 70 276 86 276 116 L276 186 C276 204 262 210 200 212 C138 210 124 204 124 186 Z',
    lighter(colour, 0.06),
    {
      depth: 1.1,
      texture: 'twill',
      inside:
        stitch('M132 184 C136 198 150 202 200 203 C250 202 264 198 268 184') +
        crease('M160 90 C154 130 156 170 162 206', -0.14, 9),
    },
  );
  const buckle = (x: number) =>
    line(`M${x} 196 L${x} 262`, LEATHER, { width: 13 }) +
    stitch(`M${x - 3} 200 L${x - 3} 258`) +
    `<rect x="${x - 10}" y="216" width="20" height="16" rx="3" fill="none" stroke="#d6c38c" stroke-width="3.4"/>` +
    line(`M${x} 218 L${x} 230`, '#d6c38c', { width: 2.4 });
  return crease('M128 206 C160 216 240 216 272 206', -0.4, 8) + flap + buckle(166) + buckle(234);
}

export function drawTote(pen: Pen, colour: string, { texture = 'weave' as Texture, leather = true } = {}): Drawn {
  const trim = leather ? LEATHER : darker(colour, 0.25);
  const handle = (dy: number, tone: string) =>
    line(
      `M154 ${150 + dy} C154 ${58 + dy} 164 ${44 + dy} 200 ${44 + dy} C236 ${44 + dy} 246 ${58 + dy} 246 ${150 + dy}`,
      tone,
      { width: 11 },
    );
  const body = pen.part(
    'M112 138 C160 146 240 146 288 138 L302 318 C302 332 290 336 200 336 C110 336 98 332 98 318 Z',
    colour,
    {
      depth: 1.3,
      texture,
      inside:
        crease('M140 150 C150 210 132 270 140 330', -0.2, 11) +
        crease('M176 150 C184 220 170 280 178 332', 0.2, 10) +
        crease('M250 150 C236 220 262 270 252 332', -0.22, 11) +
        stitch('M110 152 C160 160 240 160 290 152') +
        `<path d="M98 304 L302 304 L302 340 L98 340 Z" fill="${trim}" fill-opacity="${leather ? 0.85 : 0.5}"/>` +
        stitch('M98 308 L302 308'),
    },
  );
  const front =
    line('M154 146 L154 186 M246 146 L246 186', trim, { width: 12 }) +
    stitch('M151 148 L151 184 M157 148 L157 184 M243 148 L243 184 M249 148 L249 184') +
    handle(0, trim) +
    line('M152 150 C152 58 162 41 200 41', '#fff', { width: 1.6, opacity: 0.3 });
  return {
    markup:
      handle(-8, darker(trim, 0.35)) +
      `<path d="M112 138 C160 130 240 130 288 138 C240 148 160 148 112 138 Z" fill="${darker(colour, 0.6)}"/>` +
      body +
      front,
    shadow: { x: 200, y: 336, width: 270, height: 30 },
  };
}

export function drawDuffel(pen: Pen, colour: string): Drawn {
  const body = pen.part(
    'M56 232 C52 188 74 160 112 156 L288 156 C326 160 348 188 344 232 C342 292 330 318 300 322 L100 322 C70 318 58 292 56 232 Z',
    colour,
    {
      depth: 1.4,
      texture: 'twill',
      inside:
        crease('M92 176 C76 220 80 280 98 316', -0.25, 10) +
        crease('M150 176 C142 230 146 280 152 320', 0.18, 10) +
        crease('M262 176 C276 226 272 280 262 320', -0.2, 10) +
        line('M96 170 C160 162 240 162 304 170', darker(colour, 0.5), { width: 5 }) +
        line('M96 170 C160 162 240 162 304 170', '#d9dbde', { width: 1.7, opacity: 0.8, dash: '1.6 2' }) +
        `<path d="M60 292 L340 292 L340 330 L60 330 Z" fill="${darker(colour, 0.35)}" fill-opacity=".7"/>`,
    },
  );
  const straps =
    line('M142 164 L134 322 M258 164 L266 322', LEATHER, { width: 14 }) +
    stitch('M138 168 L130 318 M146 168 L138 318 M254 168 L262 318 M262 168 L270 318');
  const handles =
    line('M140 180 C136 84 160 74 200 74 C240 74 264 84 260 180', LEATHER, { width: 11 }) +
    line('M139 176 C136 86 160 71 200 71', '#fff', { width: 1.6, opacity: 0.3 }) +
    `<rect x="176" y="66" width="48" height="18" rx="8" fill="${darker(LEATHER, 0.2)}"/>`;
  return {
    markup:
      line('M150 160 C146 96 166 90 200 90 C234 90 254 96 250 160', darker(LEATHER, 0.5), { width: 9 }) +
      body +
      straps +
      handles,
    shadow: { x: 200, y: 324, width: 330, height: 32 },
  };
}

export function drawMessenger(pen: Pen, colour: string, { small = false } = {}): Drawn {
  const scale = small ? ' transform="translate(50 66) scale(.75)"' : '';
  const strap =
    line('M92 190 C80 60 150 30 200 30 C250 30 320 60 308 190', darker(colour, 0.4), { width: 9 }) +
    stitch('M90 186 C80 60 150 32 200 32 C250 32 320 60 310 186');
  const body = pen.part(
    'M84 180 L316 180 L322 306 C322 324 308 328 200 328 C92 328 78 324 78 306 Z',
    darker(colour, 0.12),
    { depth: 1.1, texture: 'twill' },
  );
  const flap = pen.part(
    'M82 176 C82 166 90 162 104 162 L296 162 C310 162 318 166 318 176 L322 256 C322 276 300 282 200 284 C100 282 78 276 78 256 Z',
    colour,
    {
      depth: 1.2,
      texture: 'twill',
      inside:
        stitch('M88 252 C94 268 120 272 200 273 C280 272 306 268 312 252') +
        crease('M130 170 C122 210 124 250 132 282', -0.16, 10) +
        crease('M180 168 C176 210 178 250 180 284', 0.18, 9),
    },
  );
  const clasp =
    `<rect x="184" y="262" width="32" height="36" rx="4" fill="${LEATHER}"/><rect x="191" y="280" width="18" height="10" rx="2" fill="#d6c38c"/>` +
    dot(200, 270, 3, '#d6c38c');
  return {
    markup: `<g${scale}>${strap + body + crease('M84 280 C140 292 260 292 316 280', -0.4, 8) + flap + clasp}</g>`,
    shadow: { x: 200, y: small ? 314 : 330, width: small ? 220 : 290, height: 28 },
  };
}

export function drawPouch(pen: Pen, colour: string, { belt = false } = {}): Drawn {
  const strap = belt
    ? `${line('M96 222 C40 190 40 120 110 104 C160 92 250 92 296 106 C360 124 356 190 304 222', darker(colour, 0.3), {
        width: 13,
      })}<rect x="176" y="86" width="44" height="22" rx="5" fill="#2d2f33"/>`
    : line('M286 188 C330 170 344 200 330 226', LEATHER, { width: 8 });
  const body = pen.part(
    'M86 186 C86 172 100 166 200 166 C300 166 314 172 314 186 L320 286 C318 310 300 318 200 318 C100 318 82 310 80 286 Z',
    colour,
    {
      depth: 1.4,
      texture: 'twill',
      inside:
        line('M90 196 C140 188 260 188 310 196', darker(colour, 0.5), { width: 5 }) +
        line('M90 196 C140 188 260 188 310 196', '#d9dbde', { width: 1.8, opacity: 0.85, dash: '1.6 2' }) +
        crease('M136 210 C124 240 126 280 140 314', -0.2, 10) +
        crease('M200 214 C194 250 196 290 200 318', 0.16, 10) +
        (belt ? seam('M112 238 C160 232 240 232 288 238') : ''),
    },
  );
  const tag =
    line('M300 196 L308 220', '#d9dbde', { width: 4 }) +
    `<rect x="112" y="276" width="34" height="20" rx="2" fill="${LEATHER}"/>` +
    stitch('M115 279 L143 279 L143 293 L115 293 Z');
  return { markup: strap + body + tag, shadow: { x: 200, y: 320, width: 280, height: 28 } };
}

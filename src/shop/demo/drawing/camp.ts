import { darker, lighter } from './colour-mix.js';
import { crease, dot, line, type Pen, seam, stitch } from './pen.js';
import type { Drawn } from './scene.js';

export function drawBottle(pen: Pen, colour: string, { flask = false } = {}): Drawn {
  const body = flask
    ? 'M142 140 C142 124 150 118 160 118 L240 118 C250 118 258 124 258 140 L258 314 C258 326 250 330 200 330 C150 330 142 326 142 314 Z'
    : 'M172 112 C172 132 146 140 146 168 L146 314 C146 326 154 330 200 330 C246 330 254 326 254 314 L254 168 C254 140 228 132 228 112 Z';
  const bottle = pen.part(body, colour, {
    depth: 1.4,
    texture: 'grain',
    inside:
      crease('M166 160 C164 220 164 280 168 322', 0.55, 11) +
      crease('M236 160 C238 220 238 280 234 322', -0.2, 12) +
      line('M140 308 L262 308', '#d5d8da', { width: 1.6, opacity: 0.7 }),
  });
  const cap = flask
    ? pen.part('M150 118 L154 58 C156 48 244 48 246 58 L250 118 Z', '#c6cacd', {
        depth: 1.1,
        inside: crease('M170 60 L168 116', 0.6, 9) + line('M148 110 L252 110', '#3a3d42', { width: 2, opacity: 0.4 }),
      })
    : pen.part('M174 76 L226 76 L228 112 L172 112 Z', '#2f3236', {
        depth: 0.8,
        inside: line(
          'M180 78 L180 112 M188 78 L188 112 M196 78 L196 112 M204 78 L204 112 M212 78 L212 112 M220 78 L220 112',
          '#fff',
          { width: 1, opacity: 0.2 },
        ),
      }) + line('M180 76 C178 44 222 44 220 76', '#2f3236', { width: 8 });
  return { markup: cap + bottle, shadow: { x: 204, y: 330, width: 190, height: 28 } };
}

export function drawTent(pen: Pen, colour: string): Drawn {
  const back = pen.part('M206 110 C280 140 340 220 372 306 L236 318 Z', darker(colour, 0.16), {
    depth: 0.9,
    inside: crease('M214 124 C260 180 290 240 300 312', -0.2, 8) + seam('M208 112 C250 180 280 250 290 314'),
  });
  const front = pen.part('M206 110 C140 140 70 220 36 314 L236 320 Z', colour, {
    depth: 1.2,
    inside: crease('M200 122 C150 180 110 250 92 316', 0.3, 12) + crease('M204 124 C180 200 160 260 152 318', -0.14, 8),
  });
  const door =
    `<path d="M206 130 C186 190 164 260 146 318 L232 320 C226 250 216 190 206 130 Z" fill="#262b2f"/>` +
    pen.part('M206 130 C192 190 176 240 146 318 L124 316 C140 270 176 190 206 130 Z', lighter(colour, 0.14), {
      depth: 0.5,
    }) +
    line('M206 130 C220 190 228 250 232 318', lighter(colour, 0.4), { width: 3 });
  const lines =
    line('M206 112 L206 96 M40 308 L12 326 M368 302 L392 318 M120 190 L70 196', '#e3d9c2', { width: 1.8 }) +
    dot(12, 327, 3, '#8d7a45') +
    dot(390, 319, 3, '#8d7a45');
  return { markup: lines + back + front + door, shadow: { x: 204, y: 318, width: 380, height: 30 } };
}

export function drawRolled(pen: Pen, colour: string, { quilted = true } = {}): Drawn {
  const lines = quilted
    ? [110, 150, 190, 230, 270, 310].map((x) => `M${x} 170 C${x - 12} 210 ${x - 12} 270 ${x} 316`).join(' ')
    : 'M80 206 L320 206 M80 286 L320 286';
  const body = pen.part('M92 166 L318 166 C342 190 342 296 318 318 L92 318 Z', colour, {
    depth: 1.6,
    texture: quilted ? 'plain' : 'grain',
    inside: crease(lines, -0.32, 6) + crease('M96 196 L320 196', 0.35, 14),
  });
  const end = pen.part(
    'M92 166 C122 166 130 200 130 242 C130 284 122 318 92 318 C62 318 54 284 54 242 C54 200 62 166 92 166 Z',
    darker(colour, 0.12),
    {
      depth: 0.9,
      inside: line(
        'M92 186 C112 190 116 220 114 246 C110 290 76 296 72 250 C70 218 84 206 94 214 C104 224 102 262 92 262 C84 256 86 240 92 238',
        lighter(colour, 0.35),
        { width: 3.4, opacity: 0.8 },
      ),
    },
  );
  const straps =
    line('M170 164 C158 200 158 280 170 320 M270 164 C282 200 282 280 270 320', '#2d2f33', { width: 11 }) +
    `<rect x="152" y="226" width="22" height="30" rx="4" fill="#4a4d52"/><rect x="268" y="226" width="22" height="30" rx="4" fill="#4a4d52"/>`;
  return {
    markup: body + end + straps + stitch('M166 170 C155 204 155 278 166 314'),
    shadow: { x: 200, y: 320, width: 310, height: 32 },
  };
}

export function drawDryBag(pen: Pen, colour: string): Drawn {
  const body = pen.part('M128 124 L272 124 L282 304 C282 324 260 330 200 330 C140 330 118 324 118 304 Z', colour, {
    depth: 1.5,
    inside:
      crease('M146 140 C142 210 142 270 150 324', 0.5, 11) +
      crease('M190 136 C200 180 184 220 194 270', -0.14, 9) +
      crease('M244 140 C236 200 252 260 240 322', -0.24, 10) +
      `<path d="M166 208 L234 208 L234 262 L166 262 Z" fill="#f7f2e7" fill-opacity=".85"/>` +
      line(
        'M178 224 C188 214 194 232 204 224 C212 218 216 232 224 226 M178 240 C188 230 194 248 204 240 C212 234 216 248 224 242',
        darker(colour, 0.3),
        { width: 3 },
      ),
  });
  const roll = pen.part(
    'M116 92 C116 80 130 76 200 76 C270 76 284 80 284 92 L282 122 C280 132 264 134 200 134 C136 134 120 132 118 122 Z',
    darker(colour, 0.08),
    { depth: 1, inside: crease('M120 104 L280 104', -0.4, 4) + crease('M120 118 L280 118', -0.35, 4) },
  );
  const buckle =
    line('M118 94 C80 60 130 40 176 48 M282 94 C320 60 270 40 224 48', '#2d2f33', { width: 9 }) +
    `<rect x="172" y="36" width="56" height="24" rx="6" fill="#2d2f33"/><rect x="186" y="40" width="28" height="16" rx="3" fill="#4a4d52"/>`;
  return { markup: buckle + body + roll, shadow: { x: 200, y: 330, width: 230, height: 28 } };
}

export function drawChair(pen: Pen, colour: string): Drawn {
  const legs =
    line('M118 150 L286 330 M282 150 L114 330 M96 92 L132 330 M304 92 L268 330', '#a9794a', { width: 10 }) +
    line('M95 92 L130 322', '#e0b98c', { width: 2, opacity: 0.8 });
  const back = pen.part('M98 84 C150 96 250 96 302 84 L290 204 C240 220 160 220 110 204 Z', colour, {
    texture: 'weave',
    depth: 1.1,
    inside: crease('M130 100 C160 170 240 170 270 100', -0.2, 12) + stitch('M102 94 C150 106 250 106 298 94'),
  });
  const seat = pen.part('M110 212 C160 200 240 200 290 212 L302 256 C250 276 150 276 98 256 Z', darker(colour, 0.08), {
    texture: 'weave',
    depth: 1,
    inside: crease('M120 240 C170 228 230 228 280 240', 0.2, 10),
  });
  return {
    markup: legs + back + crease('M112 210 C160 222 240 222 288 210', -0.4, 8) + seat,
    shadow: { x: 200, y: 334, width: 260, height: 24 },
  };
}

export function drawHeadTorch(pen: Pen, colour: string): Drawn {
  const band =
    line('M76 236 C40 170 110 110 200 110 C290 110 360 170 324 236', darker(colour, 0.25), { width: 26 }) +
    line('M76 236 C40 170 110 110 200 110 C290 110 360 170 324 236', lighter(colour, 0.3), {
      width: 3,
      opacity: 0.6,
      dash: '7 5',
    });
  const front = pen.part('M72 226 C120 262 280 262 328 226 L324 258 C280 296 120 296 76 258 Z', colour, {
    depth: 0.8,
    texture: 'weave',
  });
  const lamp = pen.part(
    'M148 214 C148 202 156 198 166 198 L234 198 C244 198 252 202 252 214 L254 292 C252 306 244 310 200 310 C156 310 148 306 146 292 Z',
    '#33373c',
    { depth: 1.1 },
  );
  const lens =
    `<circle cx="200" cy="252" r="36" fill="#16181b"/><circle cx="200" cy="252" r="30" fill="#e9f2f7"/><circle cx="200" cy="252" r="30" fill="#fff4c9" fill-opacity=".7" filter="url(#b)"/><circle cx="190" cy="242" r="9" fill="#fff"/>` +
    line('M178 252 L222 252 M200 230 L200 274', '#9fb0ba', { width: 1.4, opacity: 0.7 });
  return { markup: band + front + lamp + lens, shadow: { x: 200, y: 312, width: 280, height: 26 } };
}

/** A parcel: what stands in for a picture where nothing is known. */
export function drawParcel(pen: Pen, colour: string): Drawn {
  const left = pen.part('M76 168 L206 196 L206 330 L76 290 Z', colour, { depth: 0.9, texture: 'grain' });
  const right = pen.part('M206 196 L326 162 L326 284 L206 330 Z', darker(colour, 0.14), {
    depth: 0.8,
    texture: 'grain',
  });
  const top = pen.part('M76 168 L196 136 L326 162 L206 196 Z', lighter(colour, 0.18), {
    depth: 0.5,
    texture: 'grain',
    inside: line('M134 152 L268 180', lighter(colour, 0.6), { width: 14, opacity: 0.7 }),
  });
  return {
    markup:
      left +
      right +
      top +
      `<path d="M226 268 L272 252 L272 278 L226 295 Z" fill="#f7f2e7" fill-opacity=".85"/>` +
      line('M234 274 L264 264 M234 281 L252 275', '#5a5348', { width: 2, opacity: 0.6 }),
    shadow: { x: 206, y: 322, width: 300, height: 34 },
  };
}

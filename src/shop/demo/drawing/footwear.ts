import { darker, lighter } from './colour-mix.js';
import { crease, dot, line, type Pen, seam, stitch } from './pen.js';
import type { Drawn } from './scene.js';

const SHADOW = { x: 192, y: 316, width: 310, height: 34 };

/** A pair: the second shoe stands behind, further back and darker. */
function pair(shoe: string, dx = 44, dy = -26): Drawn {
  return {
    markup: `<use href="#k0" transform="translate(${dx} ${dy})" filter="url(#k)"/><g id="k0">${shoe}</g>`,
    shadow: SHADOW,
  };
}

export function drawBoots(pen: Pen, colour: string, { height = 112, cleated = true, fur = false } = {}): Drawn {
  const top = height;
  const upper = `M254 ${top} C230 ${top + 8} 190 ${top + 8} 164 ${top + 2} C168 160 166 190 156 212 C138 230 104 234 76 252 C58 264 56 282 60 294 L270 294 C276 262 264 224 266 190 C267 160 260 ${top + 24} 254 ${top} Z`;
  const laces = lacing(top + 18, 206);
  const inside = [
    crease('M150 220 C160 240 168 262 166 290', -0.3, 6),
    crease('M168 204 C190 212 214 212 240 204', -0.2, 8),
    crease('M92 250 C80 262 76 274 78 288', 0.35, 9),
    crease('M226 132 C232 170 228 200 236 236', 0.2, 10),
    seam('M118 240 C132 252 140 272 138 294'),
    stitch('M123 238 C137 251 145 272 143 294'),
    seam(`M186 ${top + 4} C192 160 190 196 172 220 C166 228 152 236 140 240`),
    stitch(`M191 ${top + 6} C197 160 195 198 177 223`),
    seam('M266 228 C244 232 226 250 222 294'),
    stitch('M266 223 C240 228 221 248 217 294'),
    `<path d="M150 ${top - 4} L262 ${top - 4} L262 ${top + 20} C232 ${top + 28} 196 ${top + 28} 160 ${top + 22} Z" fill="${fur ? '#e9dfcc' : darker(colour, 0.25)}"/>`,
    crease(`M160 ${top + 22} C196 ${top + 30} 232 ${top + 30} 262 ${top + 20}`, -0.4, 4),
  ].join('');
  const tongue = pen.part(
    `M160 ${top + 6} C158 ${top - 16} 168 ${top - 24} 182 ${top - 20} L196 ${top + 10} L178 ${top + 30} Z`,
    darker(colour, 0.15),
    { depth: 0.7, texture: 'grain' },
  );
  const loop = line(
    `M252 ${top + 18} C264 ${top - 6} 262 ${top - 20} 252 ${top - 16} L248 ${top + 8}`,
    darker(colour, 0.35),
    { width: 6 },
  );
  return pair(
    `${loop + tongue + pen.part(upper, colour, { texture: 'grain', depth: 1.2, inside }) + laces + outsole(pen, cleated, '#37322d')}`,
  );
}

function lacing(from: number, to: number): string {
  const rows: string[] = [];
  const eyes: string[] = [];
  for (let y = from; y < to; y += 17) {
    const drift = y > 180 ? (y - 180) * 0.6 : 0;
    rows.push(`M${158 - drift} ${y + 3} L${186 - drift} ${y + 9}`);
    eyes.push(dot(186 - drift, y + 9, 3, '#c9b27c'));
  }
  return (
    line(rows.join(' '), '#0c1424', { width: 6, opacity: 0.35 }) +
    line(rows.join(' '), '#e8ddc6', { width: 4 }) +
    eyes.join('')
  );
}

function outsole(pen: Pen, cleated: boolean, colour: string): string {
  const lugs = cleated
    ? 'M54 288 C50 304 54 316 64 318 L84 318 L88 312 L104 318 L122 318 L126 312 L142 318 L160 318 L166 312 L214 312 L218 318 L234 318 L238 312 L252 318 L270 318 C280 316 280 302 276 288 Z'
    : 'M54 288 C50 304 54 314 66 316 L262 316 C278 316 280 302 276 288 Z';
  return pen.part(lugs, colour, {
    depth: 0.5,
    inside: line('M54 297 L278 297', '#fff', { width: 1.4, opacity: 0.25 }),
  });
}

export function drawTrainers(pen: Pen, colour: string, { knitted = false, trail = false } = {}): Drawn {
  const upper =
    'M262 178 C246 190 222 196 204 190 L184 168 C176 176 160 206 138 222 C112 236 84 240 68 258 C56 270 54 286 60 294 L284 294 C290 262 280 240 280 214 C280 196 272 182 262 178 Z';
  const inside = [
    `<path d="M138 222 C112 236 84 240 60 262 L58 296 L120 296 C118 268 126 242 138 222 Z" fill="${darker(colour, 0.14)}"/>`,
    `<path d="M284 226 C262 226 240 244 234 296 L290 296 Z" fill="${darker(colour, 0.22)}"/>`,
    `<path d="M160 250 C186 262 210 252 232 216 L246 218 C236 262 206 286 166 280 Z" fill="${lighter(colour, 0.72)}" fill-opacity=".92"/>`,
    crease('M92 250 C82 260 78 272 80 288', 0.35, 9),
    crease('M150 232 C150 250 158 270 160 292', -0.22, 7),
    crease('M196 196 C214 208 240 206 262 190', -0.35, 6),
    seam('M138 222 C126 242 118 268 120 296'),
    stitch('M236 294 C242 246 264 229 284 230'),
    `<path d="M258 174 C244 188 222 194 206 188 L202 198 C222 206 250 200 268 184 Z" fill="${darker(colour, 0.4)}"/>`,
  ].join('');
  const laces = [0, 1, 2, 3]
    .map((step) => `M${170 - step * 11} ${196 + step * 9} L${194 - step * 10} ${206 + step * 9}`)
    .join(' ');
  const sole = trail
    ? outsole(pen, true, '#3a3d40').replace('fill="#3a3d40"', 'fill="#3f4448"')
    : pen.part('M54 286 C48 304 56 318 72 318 L270 318 C288 318 294 300 290 284 C240 296 120 298 54 286 Z', '#f4f0e8', {
        depth: 0.6,
        inside:
          line('M50 308 L294 308', '#b9a88a', { width: 5, opacity: 0.8 }) +
          line('M60 298 C120 304 240 304 288 296', '#0c1424', { width: 1, opacity: 0.25 }),
      });
  const tongue = pen.part('M184 172 C182 154 194 146 208 152 L216 190 L196 200 Z', darker(colour, 0.12), {
    depth: 0.6,
  });
  return pair(
    tongue +
      pen.part(upper, colour, { texture: knitted ? 'knit' : 'grain', depth: 1.2, inside }) +
      line(laces, '#0c1424', { width: 6, opacity: 0.3 }) +
      line(laces, '#fbf7ee', { width: 4.2 }) +
      sole,
    40,
    -30,
  );
}

export function drawWellies(pen: Pen, colour: string, { short = false } = {}): Drawn {
  const top = short ? 156 : 84;
  const upper = `M252 ${top} C226 ${top + 7} 190 ${top + 7} 164 ${top} C166 150 168 196 158 222 C140 240 104 240 78 256 C60 268 56 284 62 296 L272 296 C278 262 262 232 262 196 C262 160 256 ${top + 40} 252 ${top} Z`;
  const inside = [
    crease(`M186 ${top + 14} C190 160 190 200 178 236 C164 254 128 254 100 266`, 0.55, 10),
    crease(`M244 ${top + 30} C246 180 242 214 250 256`, 0.2, 6),
    crease('M162 220 C186 234 214 232 254 222', -0.3, 8),
    crease('M170 206 C190 216 214 216 236 208', 0.16, 5),
    `<path d="M150 ${top - 8} L262 ${top - 8} L262 ${top + 16} C226 ${top + 24} 190 ${top + 24} 150 ${top + 16} Z" fill="${darker(colour, 0.22)}"/>`,
    line(`M150 ${top + 18} C190 ${top + 26} 226 ${top + 26} 262 ${top + 18}`, '#fff', { width: 1.4, opacity: 0.35 }),
    `<rect x="204" y="${top + 40}" width="26" height="15" rx="3" fill="#f5f1e8" fill-opacity=".9"/>`,
  ].join('');
  const mouth = `<ellipse cx="208" cy="${top + 2}" rx="44" ry="7" fill="${darker(colour, 0.6)}"/>`;
  return pair(
    pen.part(upper, colour, { depth: 1.3, inside }) + mouth + outsole(pen, true, darker(colour, 0.4)),
    46,
    -22,
  );
}

export function drawLowShoe(pen: Pen, colour: string, style: 'deck' | 'slipper' | 'clog'): Drawn {
  const upper =
    'M276 222 C258 236 220 238 190 222 C166 226 112 232 76 254 C56 268 54 284 60 296 L284 296 C290 268 288 240 276 222 Z';
  const mouth = `<path d="M276 222 C262 212 206 212 190 222 C214 244 262 242 276 222 Z" fill="${style === 'slipper' ? '#e9dfcc' : darker(colour, 0.55)}"/>`;
  const details =
    style === 'deck'
      ? seam('M190 224 C166 236 130 244 112 270 C120 284 150 284 176 262 L200 240') +
        stitch('M186 230 C160 244 132 252 118 270') +
        line('M150 246 L172 254 M160 240 L182 248', '#efe6d2', { width: 3 }) +
        line('M196 240 C230 250 262 246 284 236', '#efe6d2', { width: 2.4, opacity: 0.8 })
      : style === 'clog'
        ? seam('M196 232 C206 254 204 280 196 296') +
          dot(204, 262, 4, '#c9b27c') +
          line('M204 240 C236 252 262 248 284 240', darker(colour, 0.35), { width: 9 })
        : stitch('M60 282 C140 290 220 290 286 282') + crease('M196 232 C230 250 262 248 282 232', -0.25, 7);
  const inside =
    details + crease('M96 254 C82 266 78 276 80 290', 0.35, 9) + crease('M160 236 C156 256 160 276 168 294', -0.16, 8);
  const sole =
    style === 'slipper'
      ? outsole(pen, false, '#8b6f52')
      : outsole(pen, false, style === 'clog' ? '#a98256' : '#efe9dd');
  return pair(
    pen.part(upper, colour, { texture: style === 'slipper' ? 'pile' : 'grain', depth: 1.2, inside }) + mouth + sole,
    40,
    -34,
  );
}

export function drawSandals(pen: Pen, colour: string): Drawn {
  const strap = (path: string) => pen.part(path, colour, { depth: 0.6, texture: 'weave', inside: '' });
  const bed = pen.part(
    'M56 284 C52 300 58 316 72 316 L266 316 C284 316 288 298 282 282 C236 270 200 292 160 288 C120 284 84 278 56 284 Z',
    '#4a4038',
    { depth: 0.6, inside: line('M50 300 C120 306 230 306 290 298', '#d8c7a4', { width: 3, opacity: 0.7 }) },
  );
  const straps =
    strap('M268 284 C274 250 272 226 262 204 L280 200 C294 226 296 254 288 284 Z') +
    strap('M186 286 C190 250 212 214 250 206 L282 206 L282 228 C250 226 222 246 216 286 Z') +
    strap(
      'M80 284 C86 244 112 226 138 234 C160 242 172 262 176 290 L146 288 C142 266 134 256 124 256 C112 256 106 268 104 286 Z',
    );
  return pair(straps + dot(236, 224, 6, '#d0d3d6') + bed, 42, -30);
}

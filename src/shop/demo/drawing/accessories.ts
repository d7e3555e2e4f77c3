import { darker, lighter } from './colour-mix.js';
import { crease, dot, line, type Pen, round, seam, stitch, type Texture } from './pen.js';
import type { Drawn } from './scene.js';

export function drawCap(pen: Pen, colour: string): Drawn {
  const crown = pen.part('M96 246 C92 160 146 112 214 112 C282 114 318 172 314 246 C250 262 160 262 96 246 Z', colour, {
    depth: 1.4,
    texture: 'twill',
    inside:
      crease('M214 114 C176 150 162 200 166 256', -0.25, 5) +
      seam('M214 114 C176 150 162 200 166 256') +
      seam('M214 114 C256 150 270 200 266 254') +
      stitch('M96 236 C160 252 250 252 314 236') +
      crease('M130 160 C118 186 112 210 112 238', 0.3, 10) +
      dot(140, 184, 2.4, darker(colour, 0.5)) +
      dot(206, 176, 2.4, darker(colour, 0.5)),
  });
  const peak = pen.part(
    'M96 242 C70 250 42 270 40 286 C90 270 170 262 236 276 C270 284 300 268 314 244 C250 262 160 262 96 242 Z',
    darker(colour, 0.1),
    {
      depth: 0.8,
      texture: 'twill',
      inside: stitch('M60 272 C120 258 190 256 250 268') + stitch('M56 280 C120 264 190 262 250 274'),
    },
  );
  return {
    markup: crown + peak + dot(214, 112, 6, darker(colour, 0.1)),
    shadow: { x: 180, y: 288, width: 290, height: 28 },
  };
}

export function drawBeanie(pen: Pen, colour: string, { bobble = false } = {}): Drawn {
  const crown = pen.part('M104 262 C96 160 140 96 200 96 C260 96 304 160 296 262 Z', colour, {
    depth: 1.4,
    texture: 'knit',
    inside:
      crease('M150 126 C128 170 124 210 126 256', 0.25, 12) +
      crease('M200 100 C196 150 196 200 200 256', -0.2, 7) +
      crease('M246 126 C268 170 272 210 270 256', -0.25, 9),
  });
  const fold = pen.part(
    'M94 246 C94 236 100 232 110 234 C170 246 230 246 290 234 C300 232 306 236 306 246 L308 296 C308 306 302 310 290 312 C230 322 170 322 110 312 C98 310 92 306 92 296 Z',
    lighter(colour, 0.05),
    { depth: 1.1, inside: pen.patch('rib', { x: 90, y: 228, width: 220, height: 96 }) },
  );
  const ball = bobble
    ? pen.part(
        'M200 50 C226 50 240 68 240 86 C240 108 222 120 200 120 C178 120 160 108 160 86 C160 68 174 50 200 50 Z',
        lighter(colour, 0.25),
        { depth: 1.2, texture: 'pile' },
      )
    : '';
  return {
    markup:
      ball +
      crown +
      crease('M100 240 C170 252 230 252 300 240', -0.35, 6) +
      fold +
      `<rect x="240" y="268" width="30" height="20" rx="2" fill="#8a5a34"/>` +
      stitch('M243 271 L267 271 L267 285 L243 285 Z'),
    shadow: { x: 200, y: 320, width: 250, height: 26 },
  };
}

export function drawScarf(pen: Pen, colour: string, texture: Texture): Drawn {
  const fringe = (left: number, bottom: number) =>
    line(
      [0, 1, 2, 3, 4, 5, 6, 7]
        .map(
          (step) =>
            `M${left + step * 8} ${bottom - 4} C${left + step * 8 - 2} ${bottom + 8} ${left + step * 8 + 3} ${bottom + 14} ${left + step * 8} ${bottom + 22}`,
        )
        .join(' '),
      lighter(colour, 0.1),
      { width: 3.4 },
    );
  const tail = pen.part('M204 150 C214 200 214 270 206 330 L266 330 C276 270 270 200 256 146 Z', darker(colour, 0.08), {
    texture,
    depth: 1,
    inside: crease('M230 160 C240 220 236 280 232 330', -0.25, 8),
  });
  const front = pen.part('M146 150 C136 200 140 260 134 306 L198 306 C204 250 206 200 208 150 Z', colour, {
    texture,
    depth: 1.1,
    inside: crease('M172 160 C164 220 170 260 164 306', -0.25, 8) + crease('M188 160 C182 220 186 260 182 306', 0.2, 7),
  });
  const loop = pen.part(
    'M112 128 C104 84 150 62 200 62 C250 62 296 84 288 128 C280 172 240 184 200 184 C160 184 120 172 112 128 Z',
    lighter(colour, 0.03),
    {
      texture,
      depth: 1.4,
      inside:
        crease('M126 128 C150 166 250 166 274 128', -0.3, 8) +
        crease('M138 110 C160 146 240 146 262 110', 0.22, 8) +
        crease('M122 104 C136 90 160 82 180 82', 0.25, 9),
    },
  );
  const hole =
    `<path d="M146 102 C150 80 250 80 254 102 C248 126 152 126 146 102 Z" fill="${darker(colour, 0.6)}"/>` +
    crease('M150 106 C156 92 240 90 250 104', -0.5, 6);
  return {
    markup: fringe(208, 332) + tail + fringe(136, 308) + front + loop + hole,
    shadow: { x: 204, y: 362, width: 200, height: 22 },
    floats: true,
  };
}

export function drawGloves(pen: Pen, colour: string, { leather = false, mitten = false } = {}): Drawn {
  const texture: Texture = leather ? 'grain' : 'knit';
  const hand = mitten
    ? 'M118 330 L112 250 C84 232 74 206 84 194 C96 186 108 200 118 214 C116 150 122 92 158 90 C196 92 200 150 194 214 L190 330 Z'
    : 'M118 330 L114 252 C92 236 74 204 80 192 C90 182 104 198 116 210 L112 120 C112 106 128 106 130 120 L134 168 L134 96 C134 82 152 82 153 96 L155 166 L159 100 C160 88 176 89 176 102 L174 170 L181 122 C184 112 197 114 196 126 L190 240 L188 330 Z';
  const cuff = leather
    ? stitch('M116 290 L190 290') + seam('M118 300 L188 300')
    : pen.patch('rib', { x: 112, y: 284, width: 86, height: 50 });
  const glove = pen.part(hand, colour, {
    texture,
    depth: 1,
    inside:
      crease('M130 214 C140 236 160 240 184 230', -0.25, 7) +
      crease('M128 180 C132 220 130 250 134 280', 0.25, 8) +
      cuff,
  });
  return {
    markup: `<use href="#k0" transform="translate(126 -14) rotate(8 150 210)" filter="url(#k)"/><g id="k0" transform="rotate(-4 150 210)">${glove}</g>`,
    shadow: { x: 214, y: 338, width: 270, height: 26 },
  };
}

export function drawSocks(pen: Pen, colour: string): Drawn {
  const sock = pen.part(
    'M150 84 C170 90 196 90 216 84 L220 210 C222 240 206 262 176 282 C146 302 116 322 90 314 C66 304 68 276 92 262 C120 246 146 236 150 204 Z',
    colour,
    {
      texture: 'knit',
      depth: 1.2,
      inside:
        `<path d="M60 262 C90 250 110 270 108 330 L50 330 Z" fill="${darker(colour, 0.35)}" fill-opacity=".8"/><path d="M226 196 C196 204 184 236 196 268 L240 260 Z" fill="${darker(colour, 0.35)}" fill-opacity=".8"/><path d="M140 128 L230 128 L230 138 L140 138 Z M140 146 L230 146 L230 151 L140 151 Z" fill="${lighter(colour, 0.7)}" fill-opacity=".85"/>` +
        pen.patch('rib', { x: 148, y: 80, width: 74, height: 40 }) +
        crease('M158 210 C168 232 186 240 210 236', -0.25, 7),
    },
  );
  return {
    markup: `<use href="#k0" transform="translate(84 6)" filter="url(#k)"/><g id="k0">${sock}</g>`,
    shadow: { x: 190, y: 326, width: 290, height: 26 },
  };
}

export function drawBelt(pen: Pen, colour: string): Drawn {
  const back = `<path d="M70 196 C80 156 136 142 200 142 C264 142 320 156 330 196 L330 222 C318 180 262 168 200 168 C138 168 82 180 70 222 Z" fill="${darker(colour, 0.45)}"/>`;
  const front = pen.part(
    'M58 196 C64 246 126 262 200 262 C274 262 336 246 342 196 L342 240 C336 290 274 308 200 308 C126 308 64 290 58 240 Z',
    colour,
    {
      texture: 'grain',
      depth: 1,
      inside:
        stitch('M62 216 C76 258 130 272 200 272 C270 272 324 258 338 216') +
        stitch('M62 240 C76 284 130 298 200 298 C270 298 324 284 338 240') +
        [250, 268, 286].map((x) => dot(x, 280 - (x - 250) / 6, 2.6, darker(colour, 0.6))).join(''),
    },
  );
  const buckle =
    `<rect x="150" y="252" width="58" height="66" rx="9" fill="none" stroke="#8d7a45" stroke-width="9"/><rect x="149" y="250" width="58" height="66" rx="9" fill="none" stroke="#d9c78e" stroke-width="6"/>` +
    line('M156 284 L212 284', '#d9c78e', { width: 5 });
  return { markup: back + front + buckle, shadow: { x: 200, y: 318, width: 300, height: 30 } };
}

export function drawUmbrella(pen: Pen, colour: string): Drawn {
  const canopy = pen.part(
    'M44 216 C52 124 124 72 200 72 C276 72 348 124 356 216 C340 200 322 198 304 212 C286 196 268 196 252 212 C236 196 216 194 200 210 C184 194 164 196 148 212 C132 196 114 196 96 212 C78 198 60 200 44 216 Z',
    colour,
    {
      depth: 1.5,
      inside:
        [
          'M200 74 C160 110 146 160 148 212',
          'M200 74 C130 110 100 160 96 212',
          'M200 74 L200 210',
          'M200 74 C240 110 254 160 252 212',
          'M200 74 C270 110 300 160 304 212',
        ]
          .map((rib) => crease(rib, -0.26, 6) + line(rib, '#fff', { width: 1, opacity: 0.3 }))
          .join('') + crease('M90 160 C110 124 140 100 170 90', 0.35, 14),
    },
  );
  const shaft =
    line('M200 210 L200 322 C200 352 164 352 164 326', '#6b4527', { width: 9 }) +
    line('M198 212 L198 320', '#c99b6c', { width: 2 }) +
    line('M200 72 L200 54', '#c7cacd', { width: 6 });
  return { markup: shaft + canopy, shadow: { x: 196, y: 360, width: 180, height: 20 } };
}

export function drawHat(pen: Pen, colour: string): Drawn {
  const brim = pen.part(
    'M44 254 C70 226 330 226 356 254 C350 284 270 296 200 296 C130 296 50 284 44 254 Z',
    darker(colour, 0.05),
    {
      depth: 1,
      texture: 'twill',
      inside: [0, 1, 2, 3]
        .map((ring) =>
          stitch(
            `M${60 + ring * 12} ${256 + round(ring * 1.5)} C${110 + ring * 8} ${284 - ring * 3} ${290 - ring * 8} ${284 - ring * 3} ${340 - ring * 12} ${256 + round(ring * 1.5)}`,
          ),
        )
        .join(''),
    },
  );
  const crown = pen.part(
    'M112 252 C108 180 130 122 168 118 C184 116 190 124 200 124 C210 124 216 116 232 118 C270 122 292 180 288 252 C240 270 160 270 112 252 Z',
    colour,
    {
      depth: 1.4,
      texture: 'twill',
      inside:
        `<path d="M100 224 C160 246 240 246 300 224 L300 250 C240 276 160 276 100 250 Z" fill="${darker(colour, 0.45)}"/>` +
        crease('M176 124 C190 146 210 146 226 124', -0.35, 8) +
        crease('M142 150 C132 180 128 200 128 222', 0.3, 11),
    },
  );
  return {
    markup: brim + crease('M112 256 C160 274 240 274 288 256', -0.5, 8) + crown,
    shadow: { x: 200, y: 296, width: 320, height: 26 },
  };
}

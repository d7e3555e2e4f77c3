import { darker, lighter } from './colour-mix.js';
import { crease, line, type Pen, stitch } from './pen.js';
import type { Drawn } from './scene.js';

const STEAM = crease('M176 96 C164 76 188 64 176 40', 0.5, 7) + crease('M214 98 C202 76 226 62 214 36', 0.4, 7);

export function drawMug(pen: Pen, colour: string, style: 'enamel' | 'stoneware' | 'cup'): Drawn {
  const handle =
    line('M276 168 C338 160 338 262 268 264', darker(colour, 0.18), { width: 20 }) +
    line('M276 162 C332 158 334 254 272 258', lighter(colour, 0.5), { width: 4, opacity: 0.7 });
  const rim = style === 'enamel' ? '#2b3442' : lighter(colour, 0.2);
  const speckles =
    style === 'stoneware'
      ? [
          [140, 190],
          [160, 240],
          [190, 210],
          [220, 270],
          [240, 190],
          [170, 290],
          [150, 216],
          [210, 236],
          [228, 224],
          [184, 268],
          [132, 262],
          [250, 254],
        ]
          .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="1.8" fill="#3a2a1c" fill-opacity=".5"/>`)
          .join('')
      : '';
  const glaze =
    style === 'stoneware'
      ? `<path d="M100 264 C140 276 180 256 220 270 C250 280 270 266 300 268 L300 340 L100 340 Z" fill="#cdb496"/>`
      : '';
  const path =
    style === 'cup'
      ? 'M108 140 C112 220 130 300 166 312 L234 312 C270 300 288 220 292 140 Z'
      : 'M116 136 L122 300 C124 312 134 318 200 318 C266 318 276 312 278 300 L284 136 Z';
  const body = pen.part(path, colour, {
    depth: 1.6,
    inside:
      glaze +
      speckles +
      crease('M142 150 C140 210 144 260 152 306', 0.55, 12) +
      crease('M258 150 C260 210 256 260 250 306', -0.18, 14),
  });
  const [cx, rx] = [200, style === 'cup' ? 92 : 84];
  const mouth = `<ellipse cx="${cx}" cy="137" rx="${rx}" ry="17" fill="${rim}"/><ellipse cx="${cx}" cy="138" rx="${rx - 5}" ry="13" fill="${darker(colour, 0.4)}"/><ellipse cx="${cx}" cy="142" rx="${rx - 9}" ry="9.5" fill="#3b2417"/><ellipse cx="180" cy="141" rx="34" ry="3.6" fill="#8a6142" fill-opacity=".7"/>`;
  return { markup: STEAM + handle + body + mouth, shadow: { x: 208, y: 318, width: 260, height: 32 } };
}

export function drawKettle(pen: Pen, colour: string): Drawn {
  const spout = pen.part('M106 232 C80 220 74 176 52 160 L70 146 C98 158 104 186 128 196 Z', darker(colour, 0.06), {
    depth: 0.8,
  });
  const body = pen.part(
    'M96 300 C84 220 132 152 200 152 C268 152 316 220 304 300 C302 314 290 320 200 320 C110 320 98 314 96 300 Z',
    colour,
    {
      depth: 1.8,
      inside:
        crease('M140 190 C118 220 116 260 122 296', 0.65, 15) + crease('M270 200 C288 230 290 270 284 304', -0.2, 16),
    },
  );
  const lid =
    pen.part('M150 162 C156 142 244 142 250 162 C236 172 164 172 150 162 Z', lighter(colour, 0.06), { depth: 0.8 }) +
    pen.part('M188 146 C184 128 216 128 212 146 Z', '#6b4527', { depth: 0.6 });
  const handle =
    line('M116 190 C110 60 290 60 284 190', '#3a3d42', { width: 8 }) +
    line('M150 96 C170 78 230 78 250 96', '#6b4527', { width: 18 }) +
    line('M152 92 C172 75 228 75 246 91', '#c99b6c', { width: 3, opacity: 0.8 });
  return { markup: handle + spout + body + lid, shadow: { x: 202, y: 320, width: 290, height: 32 } };
}

export function drawTeapot(pen: Pen, colour: string): Drawn {
  const handle =
    line('M288 196 C354 190 350 286 276 282', darker(colour, 0.15), { width: 17 }) +
    line('M290 192 C346 190 344 276 282 278', lighter(colour, 0.5), { width: 3.4, opacity: 0.7 });
  const spout = pen.part('M112 266 C78 258 78 206 46 186 L62 174 C98 184 108 214 130 222 Z', darker(colour, 0.04), {
    depth: 0.8,
  });
  const body = pen.part(
    'M98 248 C98 194 144 164 200 164 C256 164 302 194 302 248 C302 296 262 318 200 318 C138 318 98 296 98 248 Z',
    colour,
    { depth: 1.8, texture: 'grain', inside: crease('M138 206 C120 230 120 262 132 286', 0.6, 14) },
  );
  const lid =
    pen.part('M152 176 C156 150 244 150 248 176 C230 184 170 184 152 176 Z', lighter(colour, 0.06), { depth: 0.8 }) +
    pen.part('M186 154 C180 134 220 134 214 154 Z', lighter(colour, 0.12), { depth: 0.7 });
  return { markup: handle + spout + body + lid, shadow: { x: 200, y: 318, width: 270, height: 30 } };
}

export function drawBowls(pen: Pen, colour: string): Drawn {
  const bowl = (y: number, tone: string, half: number) =>
    pen.part(
      `M${200 - half} ${y} C${200 - half + 6} ${y + 60} ${150} ${y + 88} ${162} ${y + 92} L238 ${y + 92} C250 ${y + 88} ${200 + half - 6} ${y + 60} ${200 + half} ${y} Z`,
      tone,
      {
        depth: 1.4,
        texture: 'grain',
        inside: crease(
          `M${200 - half + 26} ${y + 10} C${200 - half + 34} ${y + 50} 160 ${y + 76} 172 ${y + 90}`,
          0.45,
          11,
        ),
      },
    ) +
    `<ellipse cx="200" cy="${y}" rx="${half}" ry="${half / 6}" fill="${lighter(tone, 0.3)}"/><ellipse cx="200" cy="${y + 1.5}" rx="${half - 5}" ry="${half / 6 - 3}" fill="${darker(tone, 0.3)}"/>`;
  return {
    markup: bowl(226, darker(colour, 0.1), 128) + bowl(176, colour, 112),
    shadow: { x: 200, y: 318, width: 230, height: 30 },
  };
}

export function drawPlates(pen: Pen, colour: string): Drawn {
  const plate = (cx: number, cy: number, radius: number, tone: string) =>
    pen.part(
      `M${cx - radius} ${cy} C${cx - radius} ${cy - radius * 1.33} ${cx + radius} ${cy - radius * 1.33} ${cx + radius} ${cy} C${cx + radius} ${cy + radius * 1.33} ${cx - radius} ${cy + radius * 1.33} ${cx - radius} ${cy} Z`,
      tone,
      {
        depth: 0.7,
        texture: 'grain',
        inside:
          `<circle cx="${cx}" cy="${cy}" r="${radius * 0.7}" fill="${darker(tone, 0.12)}" fill-opacity=".7"/><circle cx="${cx + 3}" cy="${cy + 4}" r="${radius * 0.68}" fill="${lighter(tone, 0.16)}"/>` +
          `<circle cx="${cx}" cy="${cy}" r="${radius - 3}" fill="none" stroke="${darker(tone, 0.35)}" stroke-width="3" stroke-opacity=".5"/>`,
      },
    );
  return {
    markup: plate(226, 176, 112, darker(colour, 0.1)) + plate(160, 226, 92, colour),
    shadow: { x: 200, y: 322, width: 270, height: 30 },
  };
}

export function drawJug(pen: Pen, colour: string): Drawn {
  const handle =
    line('M266 140 C330 140 326 246 274 248', darker(colour, 0.15), { width: 15 }) +
    line('M268 136 C322 138 318 240 278 244', lighter(colour, 0.5), { width: 3, opacity: 0.7 });
  const body = pen.part(
    'M138 92 L126 80 C150 90 250 90 266 94 C262 130 264 150 276 190 C292 250 282 306 266 314 C240 322 160 322 134 314 C118 306 108 250 124 190 C136 150 144 120 138 92 Z',
    colour,
    { depth: 1.5, texture: 'grain', inside: crease('M150 110 C156 160 132 210 142 300', 0.5, 12) },
  );
  return {
    markup:
      handle +
      body +
      `<path d="M128 82 C150 74 250 80 266 94 C250 104 150 100 138 92 Z" fill="${darker(colour, 0.5)}"/>`,
    shadow: { x: 204, y: 318, width: 220, height: 30 },
  };
}

export function drawBoard(pen: Pen, colour: string): Drawn {
  const grain = [
    'M104 120 C160 130 240 116 300 124',
    'M100 160 C170 152 230 172 302 160',
    'M98 206 C160 220 250 200 304 212',
    'M98 252 C180 244 230 266 304 254',
    'M98 292 C160 300 240 286 304 296',
  ]
    .map((path) => line(path, darker(colour, 0.45), { width: 1.6, opacity: 0.4 }))
    .join('');
  const board = pen.part(
    'M116 104 L170 104 C178 104 180 96 180 84 C180 58 220 58 220 84 C220 96 222 104 230 104 L284 104 C296 104 302 110 302 122 L302 306 C302 318 296 324 284 324 L116 324 C104 324 98 318 98 306 L98 122 C98 110 104 104 116 104 Z',
    colour,
    { depth: 0.9, inside: grain },
  );
  return {
    markup: `<g transform="rotate(-5 200 200)">${board}<circle cx="200" cy="84" r="8" fill="#8d857a"/>${line('M200 84 C206 58 214 48 212 36', '#c9b491', { width: 4 })}</g>`,
    shadow: { x: 206, y: 332, width: 240, height: 24 },
  };
}

export function drawPot(pen: Pen, colour: string): Drawn {
  const handles = line('M92 226 C56 222 56 258 94 256 M308 226 C344 222 344 258 306 256', darker(colour, 0.2), {
    width: 13,
  });
  const body = pen.part('M88 196 L98 300 C100 314 112 318 200 318 C288 318 300 314 302 300 L312 196 Z', colour, {
    depth: 1.6,
    inside: crease('M122 206 C122 250 126 280 134 310', 0.5, 14),
  });
  const lid = pen.part(
    'M80 194 C84 162 140 142 200 142 C260 142 316 162 320 194 C320 204 80 204 80 194 Z',
    lighter(colour, 0.05),
    { depth: 1.2, inside: crease('M120 178 C146 160 180 154 210 154', 0.45, 9) },
  );
  const knob = pen.part('M184 142 C176 116 224 116 216 142 Z', '#c9ab6a', { depth: 0.7 });
  return {
    markup: handles + body + crease('M90 204 L310 204', -0.45, 7) + lid + knob,
    shadow: { x: 200, y: 320, width: 280, height: 32 },
  };
}

export function drawApron(pen: Pen, colour: string): Drawn {
  const straps =
    line('M160 100 C156 48 244 48 240 100', '#8a5a34', { width: 7 }) +
    line('M118 196 C86 200 78 240 66 262 M282 196 C314 200 322 240 334 262', darker(colour, 0.2), { width: 7 });
  const body = pen.part(
    'M156 96 C180 102 220 102 244 96 C248 140 264 170 288 186 L292 330 C240 340 160 340 108 330 L112 186 C136 170 152 140 156 96 Z',
    colour,
    {
      texture: 'twill',
      depth: 1,
      inside:
        crease('M140 200 C146 250 134 290 140 336', -0.2, 10) +
        crease('M236 190 C228 240 240 290 234 336', 0.18, 10) +
        `<path d="M146 216 L254 216 L254 276 C220 284 180 284 146 276 Z" fill="${lighter(colour, 0.07)}"/>` +
        crease('M146 216 L254 216', -0.3, 5) +
        stitch('M146 216 L254 216 L254 276 C220 284 180 284 146 276 Z M200 216 L200 281'),
    },
  );
  return { markup: straps + body, shadow: { x: 200, y: 362, width: 210, height: 20 }, floats: true };
}

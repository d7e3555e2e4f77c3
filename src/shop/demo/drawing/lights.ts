import { darker, lighter } from './colour-mix.js';
import { crease, line, type Pen } from './pen.js';
import type { Drawn } from './scene.js';

const GLOW = (x: number, y: number, radius: number) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#y)"/>`;

export function drawTableLamp(pen: Pen, colour: string, base: 'ceramic' | 'wood' | 'metal'): Drawn {
  const tone = { ceramic: colour, wood: '#9a6b41', metal: '#3a3d42' }[base];
  const shadeColour = base === 'ceramic' ? '#efe5d0' : colour;
  const foot = {
    ceramic: 'M164 232 C120 252 122 316 152 326 L248 326 C278 316 280 252 236 232 Z',
    wood: 'M186 200 L178 300 L140 326 L260 326 L222 300 L214 200 Z',
    metal: 'M194 196 L194 308 C150 310 138 318 136 326 L264 326 C262 318 250 310 206 308 L206 196 Z',
  }[base];
  const stand =
    line('M200 170 L200 240', '#b99a5b', { width: 8 }) +
    pen.part(foot, tone, {
      depth: base === 'metal' ? 0.6 : 1.3,
      inside: crease('M166 250 C150 270 150 300 160 322', 0.45, 9),
    });
  const shade = pen.part('M148 66 L252 66 L306 192 C260 204 140 204 94 192 Z', shadeColour, {
    depth: 0.9,
    texture: 'weave',
    inside: '<ellipse cx="200" cy="160" rx="84" ry="64" fill="#fff1c4" fill-opacity=".62" filter="url(#b)"/>',
  });
  return {
    markup: `${GLOW(200, 150, 200) + stand + shade}<ellipse cx="200" cy="66" rx="52" ry="6" fill="#fff3cf"/>`,
    shadow: { x: 200, y: 328, width: 210, height: 26 },
  };
}

export function drawPendant(pen: Pen, colour: string): Drawn {
  const cord =
    line('M200 0 L200 122', '#2d2f33', { width: 4 }) +
    pen.part('M186 116 L214 116 L218 146 L182 146 Z', '#b99a5b', { depth: 0.5 });
  const shade = pen.part(
    'M176 142 L224 142 C250 170 306 200 314 266 C250 280 150 280 86 266 C94 200 150 170 176 142 Z',
    colour,
    { depth: 1.6, inside: crease('M178 160 C140 190 118 220 114 258', 0.5, 14) },
  );
  return {
    markup:
      GLOW(200, 300, 180) +
      cord +
      shade +
      `<ellipse cx="200" cy="267" rx="113" ry="15" fill="${darker(colour, 0.3)}"/><ellipse cx="200" cy="268" rx="106" ry="12" fill="#fff0c2"/><circle cx="200" cy="272" r="18" fill="#fffdf2"/><ellipse cx="200" cy="350" rx="180" ry="36" fill="url(#y)"/>`,
    shadow: { x: 200, y: 372, width: 160, height: 14 },
    floats: true,
  };
}

export function drawLantern(pen: Pen, colour: string): Drawn {
  const handle = line('M140 118 C140 40 260 40 260 118', darker(colour, 0.2), { width: 6 });
  const glass =
    `<path d="M140 140 C128 190 128 240 144 280 L256 280 C272 240 272 190 260 140 Z" fill="#fff4d6" fill-opacity=".7"/>` +
    GLOW(200, 222, 90) +
    `<path d="M200 184 C220 210 220 236 200 244 C180 236 180 210 200 184 Z" fill="#ffcf6b"/><path d="M200 208 C210 222 210 236 200 240 C190 236 190 222 200 208 Z" fill="#fff6dc"/>` +
    line('M152 150 C144 190 144 240 156 272', '#fff', { width: 6, opacity: 0.7 }) +
    line('M126 130 L126 290 M274 130 L274 290', darker(colour, 0.15), { width: 6 });
  const cap = pen.part('M146 138 C150 112 166 96 200 94 C234 96 250 112 254 138 C240 146 160 146 146 138 Z', colour, {
    depth: 1,
    inside: crease('M166 110 C156 120 154 128 154 138', 0.5, 7),
  });
  const base = pen.part(
    'M120 284 C150 276 250 276 280 284 L286 318 C284 328 270 330 200 330 C130 330 116 328 114 318 Z',
    colour,
    { depth: 1.1, inside: crease('M134 288 C132 300 132 312 138 326', 0.5, 9) },
  );
  return { markup: handle + glass + cap + base, shadow: { x: 200, y: 330, width: 240, height: 28 } };
}

export function drawCandle(pen: Pen, colour: string, { jar = true } = {}): Drawn {
  const flame = (x: number, y: number) =>
    GLOW(x, y - 18, 80) +
    line(`M${x} ${y} L${x} ${y + 14}`, '#3a2a1c', { width: 3 }) +
    `<path d="M${x} ${y - 44} C${x + 16} ${y - 20} ${x + 14} ${y - 2} ${x} ${y} C${x - 14} ${y - 2} ${x - 16} ${y - 20} ${x} ${y - 44} Z" fill="#ffc45e"/><path d="M${x} ${y - 22} C${x + 7} ${y - 10} ${x + 6} ${y - 2} ${x} ${y} C${x - 6} ${y - 2} ${x - 7} ${y - 10} ${x} ${y - 22} Z" fill="#fff6dc"/>`;
  if (!jar) {
    const taper = (x: number, top: number) =>
      pen.part(
        `M${x - 11} ${top} C${x - 4} ${top - 5} ${x + 4} ${top - 5} ${x + 11} ${top} L${x + 13} 306 L${x - 13} 306 Z`,
        colour,
        { depth: 0.8 },
      ) + flame(x, top - 12);
    const holder = (x: number) =>
      pen.part(
        `M${x - 20} 280 L${x + 20} 280 L${x + 16} 304 C${x + 40} 308 ${x + 42} 322 ${x + 40} 326 L${x - 40} 326 C${x - 42} 322 ${x - 40} 308 ${x - 16} 304 Z`,
        '#b0894b',
        { depth: 0.8 },
      );
    return {
      markup: taper(150, 128) + holder(150) + taper(246, 166) + holder(246),
      shadow: { x: 200, y: 326, width: 260, height: 24 },
    };
  }
  const glass = pen.part('M122 158 L126 304 C128 318 140 322 200 322 C260 322 272 318 274 304 L278 158 Z', colour, {
    depth: 1.4,
    inside:
      crease('M144 170 C142 220 146 270 152 312', 0.55, 11) +
      `<rect x="150" y="220" width="100" height="62" rx="2" fill="#f7f2e7"/>` +
      line('M166 240 L234 240 M176 254 L224 254 M184 266 L216 266', '#5a5348', { width: 2.4, opacity: 0.7 }),
  });
  const wax = `<ellipse cx="200" cy="158" rx="78" ry="15" fill="${lighter(colour, 0.35)}"/><ellipse cx="200" cy="160" rx="71" ry="12" fill="#f4e8cd"/><ellipse cx="200" cy="161" rx="30" ry="5.5" fill="#ffdf9e"/>`;
  return { markup: glass + wax + flame(200, 148), shadow: { x: 204, y: 322, width: 220, height: 28 } };
}

import { darker, lighter } from './colour-mix.js';
import { crease, dots, line, mirror, type Pen, reuseMirrored, seam, stitch, type Texture } from './pen.js';
import type { Drawn } from './scene.js';

/** Everything worn on the upper body is one cut with different details. */
export type Garment = {
  collar: 'hood' | 'stand' | 'shirt' | 'crew' | 'roll' | 'v';
  front: 'zip' | 'half-zip' | 'buttons' | 'placket' | 'toggles' | 'none';
  pockets: 'none' | 'welt' | 'patch' | 'flap' | 'chest';
  sleeves: 'long' | 'short' | 'none';
  texture: Texture;
  /** Height of the hem, 280 cropped … 350 long. */
  hem: number;
  /** Half the width at the hem. */
  half: number;
  filling?: 'puffer' | 'diamond';
  ribbed?: boolean;
  /** Shoulders, hood or yoke in a second tone. */
  yoke?: boolean;
};

export function drawGarment(pen: Pen, colour: string, cut: Garment): Drawn {
  const markup = [
    cut.sleeves === 'none' ? '' : drawSleeves(pen, colour, cut),
    drawNeckBehind(pen, colour, cut),
    drawBody(pen, colour, cut),
    drawCollar(pen, colour, cut),
  ].join('');
  return { markup, shadow: { x: 200, y: 366, width: 230, height: 26 }, floats: true };
}

function drawBody(pen: Pen, colour: string, cut: Garment): string {
  const { hem, half } = cut;
  const [left, right] = [200 - half, 200 + half];
  const armhole = cut.sleeves === 'none' ? 142 : 136;
  const outline =
    `M164 84 C148 88 136 92 ${armhole - 12} 102 C${armhole - 2} 120 ${armhole} 138 ${armhole - 6} 160 C${armhole - 8} 210 ${left + 4} 260 ${left} ${hem} ` +
    `C${left + 40} ${hem + 9} ${right - 40} ${hem + 9} ${right} ${hem} C${right - 4} 260 ${408 - armhole} 210 ${406 - armhole} 160 C${400 - armhole} 138 ${402 - armhole} 120 ${412 - armhole} 102 ` +
    `C264 92 252 88 236 84 C226 ${cut.collar === 'v' ? 150 : 102} ${cut.collar === 'v' ? 206 : 174} ${cut.collar === 'v' ? 150 : 102} 164 84 Z`;
  const inside = [
    cut.yoke === true
      ? `<path d="M100 60 H300 V142 C250 152 150 152 100 142 Z" fill="${darker(colour, 0.28)}" fill-opacity=".75"/>`
      : '',
    quilting(cut),
    bodyFolds(cut),
    drawFront(colour, cut),
    drawPockets(colour, cut),
    cut.ribbed === true
      ? pen.patch('rib', { x: left - 6, y: hem - 20, width: half * 2 + 12, height: 34 })
      : stitch(`M${left} ${hem - 7} C${left + 40} ${hem + 2} ${right - 40} ${hem + 2} ${right} ${hem - 7}`),
  ].join('');
  return pen.part(outline, colour, { texture: textureOf(cut), depth: 1.15, inside });
}

function drawSleeves(pen: Pen, colour: string, cut: Garment): string {
  const short = cut.sleeves === 'short';
  const left = short
    ? 'M138 94 C112 98 98 122 88 162 L86 186 C100 194 118 194 130 190 L142 150 Z'
    : 'M138 94 C108 98 98 132 92 176 C88 220 80 262 76 304 C84 310 96 311 104 308 C114 268 124 220 140 168 Z';
  const folds = short
    ? crease('M124 120 C112 140 108 160 108 186', -0.22)
    : crease('M126 124 C110 160 112 178 104 214', -0.26) +
      crease('M94 216C104 224 112 222 118 214', -0.3) +
      crease('M90 238C100 248 108 246 114 236M110 130C102 170 98 200 92 240', 0.14, 6);
  const cuff = cuffOf(pen, cut, short);
  const band = cut.filling === 'puffer' ? puffs('u', 60, 150, [136, 166, 196, 226, 256, 284]) : '';
  const tone = darker(colour, 0.05);
  const inside = `<g id="z">${folds}${band}${cuff}</g>`;
  return (
    pen.part(left, tone, { texture: textureOf(cut), inside }) +
    pen.part(mirror(left), tone, { texture: textureOf(cut), inside: reuseMirrored('z') })
  );
}

function textureOf({ texture, filling }: Garment): Texture {
  return filling === 'diamond' ? 'diamond' : texture;
}

function cuffOf(pen: Pen, cut: Garment, short: boolean): string {
  if (short) return stitch('M88 180C100 187 118 188 131 183');
  if (cut.ribbed === true) return pen.patch('rib', { x: 70, y: 284, width: 44, height: 30 });
  return seam('M78 286C88 291 100 292 110 288') + stitch('M77 298C86 303 98 304 106 301');
}

function quilting({ filling, hem }: Garment): string {
  const rows = [118, 150, 182, 214, 246, 278, 308].filter((y) => y < hem - 8);
  return filling === 'puffer' ? puffs('v', 100, 300, rows) : '';
}

/** Rows of down between seams: dark where they are sewn, bright where they swell. */
function puffs(id: string, left: number, right: number, rows: number[]): string {
  const path = rows.map((y) => `M${left} ${y}C${left + 60} ${y + 9} ${right - 60} ${y + 9} ${right} ${y}`).join('');
  const use = (look: string) => `<use href="#${id}" ${look}/>`;
  return (
    `<defs><path id="${id}" d="${path}"/></defs>` +
    use('class="s" stroke-opacity=".5" stroke-width="6"') +
    use('class="l" stroke-opacity=".24" stroke-width="7" y="13"') +
    use('class="n"')
  );
}

function bodyFolds({ hem, half, filling }: Garment): string {
  if (filling === 'puffer') return '';
  const [left, right] = [224 - half, 178 + half];
  return [
    crease(`M142 164C158 210 152 250 ${left} ${hem}M258 164C244 206 252 256 ${right} ${hem}`, -0.23, 9),
    crease(`M164 176C170 220 164 262 166 ${hem - 6}M226 190C232 230 226 262 230 ${hem - 4}`, 0.1, 8),
    crease('M134 158C150 168 164 168 176 160M266 158C252 170 238 168 226 162', -0.19, 6),
  ].join('');
}

function drawFront(colour: string, { front, hem, collar }: Garment): string {
  const top = collar === 'v' ? 142 : 92;
  const dark = darker(colour, 0.45);
  switch (front) {
    case 'zip':
      return (
        line(`M200 ${top} L200 ${hem + 6}`, dark, { width: 7, opacity: 0.8 }) +
        line(`M200 ${top} L200 ${hem + 6}`, lighter(colour, 0.55), { width: 2.4, opacity: 0.8, dash: '1.6 2' }) +
        stitch(`M190 ${top + 6} L190 ${hem + 4}`) +
        stitch(`M210 ${top + 6} L210 ${hem + 4}`) +
        line('M200 116 L200 128', '#d9dbde', { width: 3.4 })
      );
    case 'half-zip':
      return (
        line('M200 92 L200 168', dark, { width: 6, opacity: 0.8 }) +
        line('M200 92 L200 168', '#d9dbde', { width: 2, opacity: 0.8, dash: '1.6 2' }) +
        line('M200 126 L200 137', '#d9dbde', { width: 3.2 })
      );
    case 'buttons':
    case 'placket':
      return drawButtons(colour, top, front === 'placket' ? 176 : hem - 14, front === 'placket' ? 24 : 34);
    case 'toggles':
      return seam(`M208 96L208 ${hem + 6}`) + toggles([128, 180, 232, 284]);
    case 'none':
      return '';
  }
}

function toggles(rows: number[]): string {
  const rungs = (left: number, right: number, lift: number) =>
    rows.map((y) => `M${left} ${y - lift}L${right} ${y - lift}`).join('');
  return (
    line(rungs(176, 224, 0), '#d8c7a4', { width: 2.6 }) +
    line(rungs(190, 212, 0), '#5a3d25', { width: 7 }) +
    line(rungs(191, 208, 1.5), '#a27a52', { width: 1.6 })
  );
}

function drawButtons(colour: string, top: number, bottom: number, gap: number): string {
  const at: [number, number][] = [];
  for (let y = top + 18; y <= bottom; y += gap) at.push([200, y]);
  return [
    crease(`M213 ${top}L213 ${bottom + 14}`, -0.3, 4),
    seam(`M211 ${top - 4}L211 ${bottom + 16}`),
    stitch(`M189 ${top}L189 ${bottom + 16}`),
    dots(at, 4, lighter(colour, 0.5)),
  ].join('');
}

function drawPockets(colour: string, { pockets, hem }: Garment): string {
  const y = hem - 78;
  const both = (path: string, draw: (path: string) => string) => draw(path + mirror(path));
  switch (pockets) {
    case 'welt':
      return both(
        `M146 ${y + 44} L164 ${y + 2}`,
        (path) =>
          crease(path, -0.4, 5) +
          line(path, darker(colour, 0.5), { width: 3.4 }) +
          line(path, '#fff', { width: 1, opacity: 0.3, dash: '1.5 2' }),
      );
    case 'patch':
      return both(`M140 ${y} L182 ${y} L182 ${y + 46} C170 ${y + 52} 152 ${y + 52} 140 ${y + 46} Z`, (path) =>
        sewnOn(path, lighter(colour, 0.06)),
      );
    case 'flap':
      return (
        both(`M140 ${y} L184 ${y} L184 ${y + 18} C170 ${y + 22} 154 ${y + 22} 140 ${y + 18} Z`, (path) =>
          sewnOn(path, lighter(colour, 0.08)),
        ) +
        both(`M140 ${y + 20} L140 ${y + 54} L184 ${y + 54} L184 ${y + 20}`, seam) +
        dots(
          [
            [162, y + 15],
            [238, y + 15],
          ],
          2.6,
          '#cfd2d4',
        )
      );
    case 'chest':
      return (
        crease('M222 134 L256 134 L256 164 L239 171 L222 164 Z', -0.25, 4) +
        `<path d="M222 132 L256 132 L256 162 L239 169 L222 162 Z" fill="${lighter(colour, 0.07)}" fill-opacity=".7"/>` +
        stitch('M222 132 L256 132 L256 162 L239 169 L222 162 Z')
      );
    case 'none':
      return '';
  }
}

/** Cloth on cloth: its own soft shadow, its colour and a line of stitching. */
function sewnOn(path: string, colour: string): string {
  return `<defs><path id="q" d="${path}"/></defs><use href="#q" class="s" stroke-opacity=".45" stroke-width="6"/><use href="#q" fill="${colour}" fill-opacity=".55"/><use href="#q" class="t"/>`;
}

/** The inside of the neck, seen behind the front edge. */
function drawNeckBehind(pen: Pen, colour: string, { collar }: Garment): string {
  const inner = darker(colour, 0.5);
  if (collar === 'hood') {
    const hood = pen.part(
      'M146 98 C136 66 154 28 200 26 C246 28 264 66 254 98 C240 112 160 112 146 98 Z',
      darker(colour, 0.06),
      {
        depth: 1,
        inside: crease('M200 28 C198 40 198 50 200 58', -0.3, 5) + crease('M160 60 C166 44 176 36 190 34', 0.25, 7),
      },
    );
    return (
      hood +
      `<path d="M164 94 C158 68 172 46 200 46 C228 46 242 68 236 94 C226 110 174 110 164 94 Z" fill="${inner}"/>` +
      crease('M172 84 C172 66 182 56 200 56', 0.1, 8) +
      stitch('M160 95 C152 64 170 41 200 41 C230 41 248 64 240 95')
    );
  }
  const depth = collar === 'v' ? 148 : 104;
  return (
    `<path d="M164 84 C176 74 224 74 236 84 C232 ${depth} 168 ${depth} 164 84 Z" fill="${inner}"/>` +
    line('M170 88 C180 81 220 81 230 88', lighter(colour, 0.2), { width: 2, opacity: 0.35 }) +
    `<rect x="191" y="84" width="18" height="8" rx="1" fill="#f3efe6" fill-opacity=".8"/>`
  );
}

function drawCollar(pen: Pen, colour: string, { collar, texture }: Garment): string {
  const pair = (path: string, tone: string, inside = '') =>
    pen.part(path, tone, { depth: 0.6, texture, inside: inside === '' ? '' : `<g id="j">${inside}</g>` }) +
    pen.part(mirror(path), tone, { depth: 0.6, texture, inside: inside === '' ? '' : reuseMirrored('j') });
  switch (collar) {
    case 'hood':
      return (
        pair('M160 92C164 106 180 112 199 114L199 100C184 98 172 92 166 82Z', lighter(colour, 0.06)) +
        line('M184 108C183 124 186 136 184 148M216 108C217 122 214 134 216 146', '#efe9dc', { width: 2 })
      );
    case 'stand':
      return pair(
        'M158 88 C160 78 164 68 168 64 C174 80 186 88 199 91 L199 108 C182 106 166 100 158 88 Z',
        lighter(colour, 0.05),
        stitch('M170 72 C176 84 188 91 199 94'),
      );
    case 'shirt':
      return pair(
        'M164 84 C166 74 170 68 174 66 C178 80 188 90 199 95 L178 122 C168 112 162 98 164 84 Z',
        lighter(colour, 0.08),
        stitch('M168 86 C170 98 174 108 179 116 L194 96'),
      );
    case 'crew':
      return pen.part('M158 84 C168 116 232 116 242 84 L233 80 C226 104 174 104 167 80 Z', darker(colour, 0.1), {
        depth: 0.6,
        inside: pen.patch('rib', { x: 156, y: 78, width: 90, height: 40 }),
      });
    case 'roll':
      return pen.part(
        'M160 88 C156 74 160 58 166 52 C180 60 220 60 234 52 C240 58 244 74 240 88 C226 104 174 104 160 88 Z',
        lighter(colour, 0.04),
        {
          depth: 0.9,
          inside:
            pen.patch('rib', { x: 152, y: 50, width: 96, height: 52 }) +
            crease('M162 76 C180 86 220 86 238 76', -0.3, 5),
        },
      );
    case 'v':
      return pair('M160 84 L168 80 C172 104 186 130 200 142 L200 154 C178 138 164 110 160 84 Z', darker(colour, 0.1));
  }
}

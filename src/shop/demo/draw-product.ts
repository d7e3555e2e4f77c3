import {
  drawBeanie,
  drawBelt,
  drawCap,
  drawGloves,
  drawHat,
  drawScarf,
  drawSocks,
  drawUmbrella,
} from './drawing/accessories.js';
import { drawBackpack, drawDuffel, drawMessenger, drawPouch, drawTote } from './drawing/bags.js';
import { drawBottle, drawChair, drawDryBag, drawHeadTorch, drawParcel, drawRolled, drawTent } from './drawing/camp.js';
import { drawBoots, drawLowShoe, drawSandals, drawTrainers, drawWellies } from './drawing/footwear.js';
import { drawGarment, type Garment } from './drawing/garments.js';
import { drawBlanket, drawCushion, drawRug, drawTeaTowel, drawTowels } from './drawing/home.js';
import {
  drawApron,
  drawBoard,
  drawBowls,
  drawJug,
  drawKettle,
  drawMug,
  drawPlates,
  drawPot,
  drawTeapot,
} from './drawing/kitchen.js';
import { drawCandle, drawLantern, drawPendant, drawTableLamp } from './drawing/lights.js';
import { drawTrousers, type Trousers } from './drawing/lower-body.js';
import { createPen, type Pen } from './drawing/pen.js';
import { composeScene, type Drawn } from './drawing/scene.js';

/**
 * A product's picture as SVG markup, the same for the same kind and colour; at most 6 KB.
 * @param colour of the material, `#rrggbb`
 */
export function drawProduct(kind: DrawingKind, colour: string): string {
  const pen = createPen();
  const drawn = DRAWINGS[kind](pen, colour);
  return composeScene(pen, drawn, colour);
}

type Draw = (pen: Pen, colour: string) => Drawn;

const garment =
  (cut: Partial<Garment>): Draw =>
  (pen, colour) =>
    drawGarment(pen, colour, {
      collar: 'crew',
      front: 'none',
      pockets: 'none',
      sleeves: 'long',
      texture: 'plain',
      hem: 318,
      half: 70,
      ...cut,
    });

const trousers =
  (cut: Partial<Trousers>): Draw =>
  (pen, colour) =>
    drawTrousers(pen, colour, { texture: 'twill', hem: 354, leg: 50, waist: 'buttoned', pockets: 'slant', ...cut });

const DRAWINGS = {
  'rain-jacket': garment({ collar: 'hood', front: 'zip', pockets: 'welt', texture: 'plain', half: 74 }),
  anorak: garment({ collar: 'hood', front: 'half-zip', pockets: 'flap', half: 74, yoke: true }),
  parka: garment({ collar: 'hood', front: 'zip', pockets: 'patch', texture: 'grain', hem: 346, half: 80 }),
  puffer: garment({ collar: 'stand', front: 'zip', filling: 'puffer', hem: 308, half: 76 }),
  'hooded-puffer': garment({ collar: 'hood', front: 'zip', filling: 'puffer', hem: 322, half: 78 }),
  'quilted-jacket': garment({
    collar: 'shirt',
    front: 'buttons',
    pockets: 'patch',
    filling: 'diamond',
    hem: 322,
    half: 76,
  }),
  'waxed-jacket': garment({ collar: 'shirt', front: 'zip', pockets: 'flap', texture: 'grain', hem: 334, half: 78 }),
  fleece: garment({ collar: 'stand', front: 'zip', pockets: 'welt', texture: 'pile', half: 74 }),
  softshell: garment({ collar: 'stand', front: 'zip', pockets: 'welt', texture: 'twill', yoke: true, hem: 314 }),
  'chore-jacket': garment({
    collar: 'shirt',
    front: 'buttons',
    pockets: 'patch',
    texture: 'twill',
    hem: 318,
    half: 76,
  }),
  'duffle-coat': garment({ collar: 'hood', front: 'toggles', pockets: 'patch', texture: 'pile', hem: 350, half: 82 }),
  gilet: garment({ collar: 'stand', front: 'zip', filling: 'puffer', sleeves: 'none', hem: 312, half: 74 }),
  'crew-jumper': garment({ texture: 'knit', ribbed: true, hem: 312, half: 72 }),
  'cable-jumper': garment({ texture: 'cable', ribbed: true, hem: 314, half: 76 }),
  'roll-neck': garment({ collar: 'roll', texture: 'knit', ribbed: true, hem: 314, half: 70 }),
  cardigan: garment({
    collar: 'v',
    front: 'buttons',
    pockets: 'patch',
    texture: 'knit',
    ribbed: true,
    hem: 322,
    half: 74,
  }),
  'half-zip-knit': garment({ collar: 'stand', front: 'half-zip', texture: 'knit', ribbed: true, hem: 312 }),
  'knit-vest': garment({ collar: 'v', sleeves: 'none', texture: 'cable', ribbed: true, hem: 306, half: 70 }),
  'striped-jumper': garment({ texture: 'stripe', ribbed: true, hem: 310, half: 72 }),
  shirt: garment({ collar: 'shirt', front: 'buttons', pockets: 'chest', hem: 326, half: 70, texture: 'twill' }),
  'flannel-shirt': garment({
    collar: 'shirt',
    front: 'buttons',
    pockets: 'chest',
    hem: 326,
    half: 72,
    texture: 'check',
  }),
  'cord-shirt': garment({ collar: 'shirt', front: 'buttons', pockets: 'chest', hem: 324, half: 74, texture: 'cord' }),
  'short-shirt': garment({
    collar: 'shirt',
    front: 'buttons',
    pockets: 'chest',
    sleeves: 'short',
    hem: 318,
    half: 72,
    texture: 'weave',
  }),
  tee: garment({ sleeves: 'short', hem: 314, half: 68 }),
  'striped-tee': garment({ texture: 'stripe', hem: 310, half: 68 }),
  polo: garment({ collar: 'shirt', front: 'placket', sleeves: 'short', hem: 312, half: 68, texture: 'weave' }),
  henley: garment({ front: 'placket', hem: 314, half: 68, texture: 'weave' }),
  hoodie: garment({ collar: 'hood', pockets: 'none', ribbed: true, hem: 314, half: 74, texture: 'grain' }),
  chinos: trousers({}),
  jeans: trousers({ turnUp: true, leg: 46 }),
  cords: trousers({ texture: 'cord' }),
  cargo: trousers({ pockets: 'cargo', leg: 54 }),
  joggers: trousers({ waist: 'drawstring', texture: 'grain', leg: 40, pockets: 'zip' }),
  'walking-trousers': trousers({ pockets: 'zip', patched: true, waist: 'buttoned', leg: 46 }),
  'rain-trousers': trousers({ waist: 'elastic', texture: 'plain', leg: 56, pockets: 'zip' }),
  'wide-trousers': trousers({ waist: 'drawstring', texture: 'weave', leg: 66 }),
  shorts: trousers({ hem: 224, leg: 60 }),
  'walking-boots': (pen, colour) => drawBoots(pen, colour),
  'winter-boots': (pen, colour) => drawBoots(pen, colour, { height: 96, fur: true }),
  chukka: (pen, colour) => drawBoots(pen, colour, { height: 150, cleated: false }),
  trainers: (pen, colour) => drawTrainers(pen, colour),
  'knit-trainers': (pen, colour) => drawTrainers(pen, colour, { knitted: true }),
  'trail-shoes': (pen, colour) => drawTrainers(pen, colour, { trail: true }),
  wellies: (pen, colour) => drawWellies(pen, colour),
  'ankle-wellies': (pen, colour) => drawWellies(pen, colour, { short: true }),
  'deck-shoes': (pen, colour) => drawLowShoe(pen, colour, 'deck'),
  slippers: (pen, colour) => drawLowShoe(pen, colour, 'slipper'),
  clogs: (pen, colour) => drawLowShoe(pen, colour, 'clog'),
  sandals: drawSandals,
  'flap-backpack': (pen, colour) => drawBackpack(pen, colour, 'flap'),
  'roll-backpack': (pen, colour) => drawBackpack(pen, colour, 'roll'),
  'zip-backpack': (pen, colour) => drawBackpack(pen, colour, 'zip'),
  tote: (pen, colour) => drawTote(pen, colour),
  'market-bag': (pen, colour) => drawTote(pen, colour, { texture: 'stripe', leather: false }),
  duffel: drawDuffel,
  messenger: (pen, colour) => drawMessenger(pen, colour),
  crossbody: (pen, colour) => drawMessenger(pen, colour, { small: true }),
  pouch: (pen, colour) => drawPouch(pen, colour),
  'belt-bag': (pen, colour) => drawPouch(pen, colour, { belt: true }),
  cap: drawCap,
  hat: drawHat,
  beanie: (pen, colour) => drawBeanie(pen, colour),
  'bobble-hat': (pen, colour) => drawBeanie(pen, colour, { bobble: true }),
  scarf: (pen, colour) => drawScarf(pen, colour, 'knit'),
  'check-scarf': (pen, colour) => drawScarf(pen, colour, 'check'),
  gloves: (pen, colour) => drawGloves(pen, colour),
  'leather-gloves': (pen, colour) => drawGloves(pen, colour, { leather: true }),
  mittens: (pen, colour) => drawGloves(pen, colour, { mitten: true }),
  socks: drawSocks,
  belt: drawBelt,
  umbrella: drawUmbrella,
  blanket: (pen, colour) => drawBlanket(pen, colour),
  'check-blanket': (pen, colour) => drawBlanket(pen, colour, { texture: 'check' }),
  'knit-throw': (pen, colour) => drawBlanket(pen, colour, { texture: 'cable', fringe: false }),
  cushion: (pen, colour) => drawCushion(pen, colour, 'weave'),
  'cord-cushion': (pen, colour) => drawCushion(pen, colour, 'cord'),
  'knit-cushion': (pen, colour) => drawCushion(pen, colour, 'cable'),
  bolster: (pen, colour) => drawCushion(pen, colour, 'stripe', { long: true }),
  towels: (pen, colour) => drawTowels(pen, colour, 'weave'),
  bedding: (pen, colour) => drawTowels(pen, colour, 'plain'),
  'tea-towel': (pen, colour) => drawTeaTowel(pen, colour, 'check'),
  tablecloth: (pen, colour) => drawTeaTowel(pen, colour, 'weave'),
  rug: drawRug,
  'enamel-mug': (pen, colour) => drawMug(pen, colour, 'enamel'),
  'stoneware-mug': (pen, colour) => drawMug(pen, colour, 'stoneware'),
  cup: (pen, colour) => drawMug(pen, colour, 'cup'),
  kettle: drawKettle,
  teapot: drawTeapot,
  bowls: drawBowls,
  plates: drawPlates,
  jug: drawJug,
  board: drawBoard,
  pot: drawPot,
  apron: drawApron,
  'ceramic-lamp': (pen, colour) => drawTableLamp(pen, colour, 'ceramic'),
  'wood-lamp': (pen, colour) => drawTableLamp(pen, colour, 'wood'),
  'metal-lamp': (pen, colour) => drawTableLamp(pen, colour, 'metal'),
  pendant: drawPendant,
  lantern: drawLantern,
  'jar-candle': (pen, colour) => drawCandle(pen, colour),
  'dinner-candles': (pen, colour) => drawCandle(pen, colour, { jar: false }),
  bottle: (pen, colour) => drawBottle(pen, colour),
  flask: (pen, colour) => drawBottle(pen, colour, { flask: true }),
  tent: drawTent,
  'sleeping-bag': (pen, colour) => drawRolled(pen, colour),
  'sleeping-mat': (pen, colour) => drawRolled(pen, colour, { quilted: false }),
  'dry-bag': drawDryBag,
  'camp-chair': drawChair,
  'head-torch': drawHeadTorch,
  parcel: drawParcel,
} satisfies Record<string, Draw>;

export type DrawingKind = keyof typeof DRAWINGS;

export const DRAWING_KINDS = Object.keys(DRAWINGS).filter((kind): kind is DrawingKind => kind in DRAWINGS);

import type { Product, Variant } from '../shop.js';
import { type DrawingKind, drawProduct } from './draw-product.js';

/** A neutral picture for a product that has none: what its title and category say it is, else a parcel. */
export function drawPlaceholder(product: Product, variant: Variant): string {
  return drawProduct(guessKind(product), colourOf(variant));
}

function guessKind({ title, category }: Product): DrawingKind {
  const words = [title, category].map((text) => text.toLowerCase());
  for (const text of words) {
    const guess = GUESSES.find(([pattern]) => pattern.test(text));
    if (guess !== undefined) return guess[1];
  }
  return 'parcel';
}

/** Words, singular, and what they are drawn as; the first that a text contains decides. */
const WORDS: [string, DrawingKind][] = [
  ['rain ?coat|rain jacket|waterproof', 'rain-jacket'],
  ['parka|overcoat', 'parka'],
  ['puffer|down jacket', 'puffer'],
  ['fleece', 'fleece'],
  ['hoodie|hooded', 'hoodie'],
  ['jacket|coat|blazer', 'chore-jacket'],
  ['vest|gilet', 'gilet'],
  ['cardigan', 'cardigan'],
  ['jumper|sweater|pullover|knitwear', 'crew-jumper'],
  ['t-?shirt|tee|top', 'tee'],
  ['polo', 'polo'],
  ['shirt|blouse', 'shirt'],
  ['jeans?|denim', 'jeans'],
  ['shorts', 'shorts'],
  ['legging|jogger', 'joggers'],
  ['trousers|pants|chino', 'chinos'],
  ['hiking boot|boot', 'walking-boots'],
  ['sandal|flip-?flop', 'sandals'],
  ['slipper', 'slippers'],
  ['shoe|sneaker|trainer', 'trainers'],
  ['backpack|rucksack', 'zip-backpack'],
  ['luggage|suitcase|duffel|holdall', 'duffel'],
  ['tote|shopper', 'tote'],
  ['bag|handbag', 'messenger'],
  ['wallet|purse|pouch', 'pouch'],
  ['beanie', 'beanie'],
  ['cap', 'cap'],
  ['hat', 'hat'],
  ['scarf|shawl', 'scarf'],
  ['glove', 'gloves'],
  ['sock', 'socks'],
  ['belt', 'belt'],
  ['umbrella', 'umbrella'],
  ['blanket|throw', 'blanket'],
  ['cushion|pillow', 'cushion'],
  ['towel', 'towels'],
  ['bedding|bed ?linen|bed ?sheet|duvet', 'bedding'],
  ['rug|carpet', 'rug'],
  ['mug', 'stoneware-mug'],
  ['cup', 'cup'],
  ['kettle', 'kettle'],
  ['teapot', 'teapot'],
  ['bowl', 'bowls'],
  ['plate|dinnerware', 'plates'],
  ['jug|pitcher|vase', 'jug'],
  ['pan|pot|casserole|cookware', 'pot'],
  ['apron', 'apron'],
  ['head ?torch|head ?lamp', 'head-torch'],
  ['pendant|ceiling', 'pendant'],
  ['lantern', 'lantern'],
  ['lamp|light', 'metal-lamp'],
  ['candle', 'jar-candle'],
  ['flask|thermos', 'flask'],
  ['bottle', 'bottle'],
  ['tent', 'tent'],
  ['sleeping bag', 'sleeping-bag'],
  ['mat', 'sleeping-mat'],
  ['chair', 'camp-chair'],
];

const GUESSES = WORDS.map(([words, kind]) => [new RegExp(`\\b(?:${words})(?:e?s)?\\b`), kind] as const);

const NEUTRAL = '#b3aca0';

const NAMED: Record<string, string> = {
  black: '#2b2d31',
  white: '#f0ede5',
  grey: '#8e9194',
  gray: '#8e9194',
  silver: '#b9bdc0',
  red: '#a8322d',
  blue: '#2f5f8a',
  navy: '#1c2a44',
  green: '#3f6b4a',
  yellow: '#d1a63a',
  orange: '#c46f2e',
  purple: '#5d3f72',
  pink: '#cf9aa0',
  brown: '#6b4a32',
  beige: '#d6c8ac',
  gold: '#b3924d',
};

/** The variant's swatch, or a colour that one of its options names. */
function colourOf({ swatch, options }: Variant): string {
  if (swatch !== undefined && /^#[0-9a-f]{6}$/i.test(swatch)) return swatch;
  const named = Object.values(options).map((value) => NAMED[value.toLowerCase()]);
  return named.find((colour) => colour !== undefined) ?? NEUTRAL;
}

import type { Review } from '../shop/shop.js';

/** How many reviews say what of the size; one review counts once. */
export type SizeReviews = { small: number; large: number; true: number; total: number };

const SAYS: [keyof Omit<SizeReviews, 'total'>, RegExp][] = [
  [
    'small',
    /\bruns?\b[^.!?]{0,20}\b(?:small|short|narrow|tight)\b|\btoo (?:small|tight|narrow)\b|\b(?:order|take|go|size|sized|went) (?:one |a |half a )?(?:size )?up\b|\bsmaller than (?:i|we|expected|the size)|偏小|小一码|拿大一号/iu,
  ],
  [
    'large',
    /\bruns?\b[^.!?]{0,20}\b(?:large|big|long|wide)\b|\btoo (?:large|big|wide|loose)\b|\b(?:order|take|go|size|sized|went) (?:one |a |half a )?(?:size )?down\b|\blarger than (?:i|we|expected|the size)|偏大|大一码|拿小一号/iu,
  ],
  [
    'true',
    /\btrue to size\b|\b(?:size|fit) (?:is|was) (?:spot on|right|perfect|exact)|\bfits? (?:exactly |just )?as (?:it should|the size guide says|expected)|\bfits perfectly|正码|尺码(?:很)?准|合身/iu,
  ],
];
/** "Not too small" says nothing of the kind. */
const DENIED = /\b(?:not|never|isn['’]t|wasn['’]t|doesn['’]t|nor|neither)\b[^.!?]{0,25}$|不$|没有?$/iu;

/** Reviews that say whether a thing runs small or large, counted; one that says several things is left out. */
export function readSizeReviews(reviews: readonly Review[]): SizeReviews {
  const said = reviews
    .map(({ title = '', text }) => `${title}. ${text}`)
    .map((text) => SAYS.filter(([, pattern]) => says(text, pattern)));
  const count = (what: keyof SizeReviews) =>
    said.filter(([first, ...others]) => first?.[0] === what && others.length === 0).length;
  return { small: count('small'), large: count('large'), true: count('true'), total: reviews.length };
}

function says(text: string, pattern: RegExp): boolean {
  const found = pattern.exec(text);
  return found !== null && !DENIED.test(text.slice(0, found.index));
}

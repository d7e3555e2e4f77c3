import type { Review } from '../shop.js';
import type { CatalogueEntry, ReviewTopic } from './catalogue-entry.js';
import { COUNTRIES } from './people.js';
import { GENERAL_SENTENCES, REVIEW_SENTENCES, REVIEW_TITLES } from './reviews/review-sentences.js';
import type { SeededRandom } from './seeded-random.js';

type Tone = 'praise' | 'mixed' | 'blame';

const DAY_MS = 86_400_000;

/** Between none and forty reviews, newest first, in words that fit the product and the rating. */
export function drawReviews(random: SeededRandom, entry: CatalogueEntry, topic: ReviewTopic, now: number): Review[] {
  const quality = 0.62 + random.next() * 0.33;
  const say = createSpeaker(random, entry, topic);
  const reviews = Array.from({ length: drawCount(random, entry.staple === true) }, () => {
    const rating = drawRating(random, quality);
    const tone: Tone = rating >= 4 ? 'praise' : rating === 3 ? 'mixed' : 'blame';
    return {
      rating,
      ...(random.chance(0.45) && { title: random.pick(asNonEmpty(REVIEW_TITLES[tone])) }),
      text: say(rating),
      author: drawAuthor(random),
      at: new Date(now - random.between(2, 900) * DAY_MS - random.between(0, DAY_MS)).toISOString(),
    };
  });
  return reviews.sort((a, b) => b.at.localeCompare(a.at));
}

function drawCount(random: SeededRandom, staple: boolean): number {
  if (staple) return random.between(14, 40);
  if (random.chance(0.07)) return 0;
  return random.chance(0.1) ? random.between(20, 40) : random.between(2, 16);
}

function drawRating(random: SeededRandom, quality: number): number {
  if (random.chance(quality)) return random.chance(0.68) ? 5 : 4;
  return random.chance(0.5) ? 3 : random.chance(0.6) ? 2 : 1;
}

/** Goes round each pool in a shuffled order, so that a sentence comes again only when all others have been said. */
function createSpeaker(random: SeededRandom, entry: CatalogueEntry, topic: ReviewTopic): (rating: number) => string {
  const { praise, mixed, blame } = REVIEW_SENTENCES[topic];
  const fitting = ['any', ...entry.tags].flatMap((tag) => praise[tag] ?? []);
  const [good, middling, bad] = [fitting, mixed, blame].map((pool) => createRound(random, pool));
  const general = {
    praise: createRound(random, GENERAL_SENTENCES.praise),
    mixed: createRound(random, GENERAL_SENTENCES.mixed),
    blame: createRound(random, GENERAL_SENTENCES.blame),
  };
  const maybe = (probability: number, sentence: (() => string) | undefined) =>
    sentence !== undefined && random.chance(probability) ? [sentence()] : [];
  const say = (sentence: (() => string) | undefined) => maybe(1, sentence);
  return (rating) => {
    if (rating === 5) return [...say(good), ...maybe(0.55, good), ...maybe(0.4, general.praise)].join(' ');
    if (rating === 4) return [...say(good), ...maybe(0.6, middling), ...maybe(0.3, general.praise)].join(' ');
    if (rating === 3) return [...maybe(0.5, good), ...say(middling), ...maybe(0.4, general.mixed)].join(' ');
    return [...say(bad), ...maybe(0.3, middling), ...maybe(0.5, general.blame)].join(' ');
  };
}

function createRound(random: SeededRandom, pool: readonly string[]): () => string {
  let rest: string[] = [];
  return () => {
    if (rest.length === 0) rest = random.shuffled(pool);
    return rest.pop() ?? '';
  };
}

function drawAuthor(random: SeededRandom): string {
  const { first, last } = random.pick(COUNTRIES);
  return `${random.pick(first)} ${random.pick(last).slice(0, 1)}.`;
}

function asNonEmpty<T>(items: readonly T[]): [T, ...T[]] {
  const [first, ...rest] = items;
  if (first === undefined) throw new RangeError('Expected at least one item');
  return [first, ...rest];
}

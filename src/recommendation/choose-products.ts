import { termsOf, wordsOf } from '../ranking/tokenise.js';
import type { Order } from '../shop/shop.js';
import type { Slots } from '../understanding/understanding.js';
import { type Anchor, findAnchor } from './find-anchor.js';
import { type Candidate, gatherCandidates, isKind } from './gather-candidates.js';
import { giveReason, LEAST_MEANING, sharedTags, sharedWith } from './give-reason.js';
import type { Kind, ProductIndex } from './product-index.js';
import type { Rating } from './rate-products.js';
import { readWish, type Wish } from './read-wish.js';
import type { Recommendation } from './recommendation.js';
import { spread } from './spread.js';

export type Request = { text: string; vector: Float32Array; slots: Slots; orders: Order[]; limit: number };

type Scored = Candidate & { score: number };
type Choice = {
  index: ProductIndex;
  ratings: Rating[];
  wish: Wish;
  request: Request;
  /** Cosine with the wish, by document; empty while the shop has no vectors. */
  meanings: Map<number, number>;
};

/** Of the best's score; below it a product is only filling. */
const LEAST_SHARE = 0.6;

/** Products that fit a wish, best first, each with a true reason; pure, and the same every time. */
export function chooseProducts(index: ProductIndex, ratings: Rating[], request: Request): Recommendation[] {
  const wish = readWish(index, request.text, request.slots);
  const meanings = new Map(index.rankByMeaning(request.vector).map(({ document, score }) => [document, score]));
  const choice: Choice = { index, ratings, wish, request, meanings };
  const anchor = findAnchor(index, wish, request.orders);
  const picked = anchor === undefined ? fromWords(choice) : fromAnchor(choice, anchor);
  const recommendations = picked.map((candidate) => ({
    product: candidate.product,
    variant: candidate.variant,
    reason: giveReason(candidate, { index, ratings, wish, anchor, meanings }),
  }));
  return isVague(choice) && anchor === undefined ? withOrdered(choice, recommendations) : recommendations;
}

function fromWords(choice: Choice): Scored[] {
  const { index, wish, request } = choice;
  const candidates = gatherCandidates(index, wish, { kinds: wish.query.kinds, optionsIn: wish.wanted });
  if (isVague(choice)) return bestRated(choice, candidates);
  const scored = score(choice, candidates);
  const isOfKind = wish.query.kinds.length > 0;
  const fitting = isOfKind ? scored : scored.filter((candidate) => hasEvidence(choice, candidate));
  const picked = spread(inOrder(wish, fitting), request.limit, isOfKind ? 'any' : 'category');
  return wish.isGift ? withMore(picked, bestRated(choice, candidates), request.limit) : picked;
}

/** A gift for people of whom nothing is known: what pleases most. */
function withMore(picked: Scored[], others: Scored[], limit: number): Scored[] {
  const isNew = (other: Scored) => picked.every(({ document }) => document !== other.document);
  return [...picked, ...others.filter(isNew)].slice(0, limit);
}

/** Nothing but "something nice": no word says what. */
function isVague({ index, wish }: Choice): boolean {
  return wordsOf(wish.wanted).every(
    (word) => index.colourWords.has(word) || termsOf(word).every((term) => !wish.query.terms.includes(term)),
  );
}

/** One of each category, gifts first where a gift is wanted. */
function bestRated({ ratings, wish, request }: Choice, candidates: Candidate[]): Scored[] {
  const rated = candidates.map((candidate) => ({
    ...candidate,
    score: (ratings[candidate.document]?.expected ?? 0) + giftBonus(wish, candidate) * 10 - dearness(wish, candidate),
  }));
  return spread(bestFirst(rated), request.limit, 'category');
}

function score({ index, ratings, wish, request }: Choice, candidates: Candidate[]): Scored[] {
  const fits = new Map(index.rank(wish.query, request.vector).map((hit) => [hit.document, hit.score]));
  const dearest = Math.max(1, ...candidates.map(({ variant }) => variant.price));
  return bestFirst(
    candidates.map((candidate) => ({
      ...candidate,
      score:
        (fits.get(candidate.document) ?? 0) +
        0.05 * ((ratings[candidate.document]?.expected ?? 0) - GOOD_RATING) +
        giftBonus(wish, candidate) -
        0.3 * (dearness(wish, candidate) / dearest),
    })),
  );
}

const GOOD_RATING = 4;

function giftBonus({ isGift }: Wish, { product }: Candidate): number {
  return isGift && product.tags.includes('gift') ? 0.1 : 0;
}

function dearness({ price }: Wish, { variant }: Candidate): number {
  return price === 'any' ? 0 : variant.price;
}

function hasEvidence({ index, wish, meanings }: Choice, { document, named }: Candidate): boolean {
  const quotes = index.words[document]?.quotes;
  if (named.size > 0 || wish.query.terms.some((term) => quotes?.has(term) === true)) return true;
  return (meanings.get(document) ?? 0) >= LEAST_MEANING;
}

/** Of those that fit about as well as the best, the cheapest first where that is the wish. */
function inOrder({ price }: Wish, scored: Scored[]): Scored[] {
  const least = (scored[0]?.score ?? 0) * LEAST_SHARE;
  const close = scored.filter((candidate) => candidate.score >= least);
  return price === 'lowest' ? close.sort((a, b) => a.variant.price - b.variant.price) : close;
}

/** Alike: the same kind of thing. Going with it: another kind, with tags in common. */
function fromAnchor(choice: Choice, anchor: Anchor): Scored[] {
  const { index, wish, request } = choice;
  // What kind of thing the anchor is, whatever it is made for.
  const ofTitle = index.read(anchor.product.title).kinds.map(({ term }) => ({ term, of: undefined }));
  const own = anchor.kinds.length > 0 ? anchor.kinds.map((kind) => kindOfOthers(index, anchor, kind)) : ofTitle;
  const isSimilar = anchor.wants === 'similar';
  // "To match the mustard cushions" asks for nothing mustard.
  const optionsIn = isSimilar ? wish.wanted : wish.wanted.replace(wish.goesWith ?? '', '');
  const candidates = gatherCandidates(index, wish, { kinds: isSimilar ? own : [], optionsIn }).filter((candidate) => {
    if (candidate.document === anchor.document) return false;
    const isSameKind = [...own, ...ofTitle].some(
      ({ term }) => index.words[candidate.document]?.names.has(term) === true,
    );
    return isSimilar || (!isSameKind && sharedTags(anchor, candidate).length > 0);
  });
  const start = index.vectorOf(anchor.document);
  const scored = score(choice, candidates).map((candidate) => ({
    ...candidate,
    score:
      0.4 * candidate.score +
      0.1 * sharedWith(anchor, candidate).length +
      0.5 * cosine(start, index.vectorOf(candidate.document)),
  }));
  return spread(bestFirst(scored), request.limit, isSimilar ? 'any' : 'category');
}

/** "Fell bottle" is a kind of its own by its name alone: what is like it is any bottle. */
function kindOfOthers(index: ProductIndex, { document }: Anchor, kind: Kind): Kind {
  const hasOthers = index.products.some((_, other) => other !== document && isKind(index, other, kind));
  return hasOthers ? kind : { ...kind, of: undefined };
}

/** A vague wish of a known customer begins with something that goes with what they ordered last. */
function withOrdered(choice: Choice, recommendations: Recommendation[]): Recommendation[] {
  const { index, request } = choice;
  const owned = new Set(request.orders.flatMap(({ items }) => items.map(({ productId }) => productId)));
  for (const { productId, title } of request.orders[0]?.items ?? []) {
    const document = index.products.findIndex(({ id }) => id === productId);
    const product = index.products[document];
    if (product === undefined) continue;
    const anchor: Anchor = { product, document, variants: [], wants: 'goes-with', kinds: [] };
    const found = fromAnchor(choice, anchor).find((candidate) => !owned.has(candidate.product.id));
    if (found === undefined) continue;
    const reason = { kind: 'goes-with-order' as const, orderedTitle: title, shared: sharedWith(anchor, found) };
    const others = recommendations.filter((one) => one.product.id !== found.product.id && !owned.has(one.product.id));
    return [{ product: found.product, variant: found.variant, reason }, ...others].slice(0, request.limit);
  }
  return recommendations;
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a === undefined || b === undefined ? 0 : a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function bestFirst(scored: Scored[]): Scored[] {
  return scored.sort((a, b) => b.score - a.score || a.document - b.document);
}

import type { Anchor } from './find-anchor.js';
import type { Candidate } from './gather-candidates.js';
import type { ProductIndex } from './product-index.js';
import type { Rating } from './rate-products.js';
import { isColour } from './read-options.js';
import type { Wish } from './read-wish.js';
import type { Reason } from './recommendation.js';

type Case = {
  index: ProductIndex;
  ratings: Rating[];
  wish: Wish;
  anchor: Anchor | undefined;
  /** Cosine with the wish, by document. */
  meanings: Map<number, number>;
};

/** Cosine from which a product fits a wish without sharing a word with it; wishes for people share few. */
export const LEAST_MEANING = 0.27;

const MOST_WORDS = 3;
/** From here on a rating is worth naming. */
const GOOD_RATING = 4;
const ENOUGH_REVIEWS = 3;

/** The plainest true thing that speaks for a candidate. */
export function giveReason(candidate: Candidate, { index, ratings, wish, anchor, meanings }: Case): Reason {
  const underLimit = wish.maxPrice;
  if (anchor !== undefined) {
    const shared = sharedWith(anchor, candidate);
    if (shared.length > 0 && anchor.wants === 'goes-with') {
      return { kind: 'goes-with', title: anchor.product.title, shared };
    }
    if (shared.length > 0) return { kind: 'similar', to: anchor.product.title, shared, underLimit };
  }
  const { words, saysMoreThanKind } = matchedWords(candidate, wish, index);
  const matches: Reason = { kind: 'matches', words, underLimit };
  if (saysMoreThanKind) return matches;
  if (words.length === 0 && (meanings.get(candidate.document) ?? 0) >= LEAST_MEANING) return listed(candidate);
  return wellRated(candidate, ratings) ?? reduced(candidate) ?? (words.length > 0 ? matches : listed(candidate));
}

/** Tags of both, and the variant's colour where the anchor has it too. */
export function sharedWith(anchor: Anchor, candidate: Candidate): string[] {
  const colour = colourOf(candidate.variant.options);
  const isSameColour = colour !== undefined && anchor.variants.some(({ options }) => colourOf(options) === colour);
  return [...(isSameColour ? [colour] : []), ...sharedTags(anchor, candidate)].slice(0, MOST_WORDS);
}

export function sharedTags({ product: start }: Anchor, { product }: Candidate): string[] {
  return product.tags.filter((tag) => start.tags.includes(tag));
}

function matchedWords(
  { document, variant, named }: Candidate,
  { query }: Wish,
  { words }: ProductIndex,
): { words: string[]; saysMoreThanKind: boolean } {
  const options = [...named.keys()].flatMap((option) => variant.options[option] ?? []);
  const quoted = query.terms.flatMap((term) => {
    const word = words[document]?.quotes.get(term);
    return word === undefined || options.some((value) => value.toLowerCase().includes(word)) ? [] : [{ term, word }];
  });
  const saysMore = options.length > 0 || quoted.some(({ term }) => !query.kinds.some((kind) => kind.term === term));
  const all = [...new Set([...options, ...quoted.map(({ word }) => word)])];
  return { words: all.slice(0, MOST_WORDS), saysMoreThanKind: saysMore };
}

function wellRated({ document, product }: Candidate, ratings: Rating[]): Reason | undefined {
  const { mean, count } = ratings[document] ?? { mean: 0, count: 0 };
  if (mean < GOOD_RATING || count < ENOUGH_REVIEWS) return undefined;
  return { kind: 'well-rated', rating: mean, count, category: product.category };
}

function reduced({ variant: { was, price } }: Candidate): Reason | undefined {
  return was !== undefined && was > price ? { kind: 'reduced', was } : undefined;
}

function listed({ product: { tags, category } }: Candidate): Reason {
  return { kind: 'listed', under: tags.length > 0 ? tags.slice(0, MOST_WORDS) : [category] };
}

function colourOf(options: Record<string, string>): string | undefined {
  return Object.entries(options).find(([option]) => isColour(option))?.[1];
}

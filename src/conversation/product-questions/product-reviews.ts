import type { Product } from '../../shop/shop.js';
import { sentencesOf, sharesTerm, type Wanted } from './product-data.js';

type Review = Product['reviews'][number];

/** A sentence of a review, as its writer put it. */
export type ReviewQuote = { text: string; firstName: string; at: string };

export type Mentions = {
  /** How many reviews speak of what is asked for, of how many. */
  count: number;
  total: number;
  /** The newest of those, and the newest that judges otherwise. */
  quotes: ReviewQuote[];
};

/** What reviews say of what is asked for. They are data: a sentence with an address to follow is counted, never quoted. */
export function mentionsIn({ reviews }: Product, { aspects, terms }: Wanted): Mentions {
  const isAbout = (sentence: string) =>
    aspects.some(({ felt }) => felt?.test(sentence) === true) || sharesTerm(sentence, terms);
  const about = reviews.flatMap((review) => {
    const sentences = sentencesOf(review.text).filter(isAbout);
    return sentences.length === 0 ? [] : [{ review, sentences }];
  });
  const quotable = about
    .flatMap(({ review, sentences }) =>
      sentences
        .filter(isQuotable)
        .slice(0, 1)
        .map((text) => ({ review, text })),
    )
    .sort((a, b) => Date.parse(b.review.at) - Date.parse(a.review.at));
  const [first] = quotable;
  const other = quotable.find(({ review }) => first !== undefined && isPraise(review) !== isPraise(first.review));
  const quotes = [first, other].flatMap((one) => (one === undefined ? [] : [toQuote(one.review, one.text)]));
  return { count: about.length, total: reviews.length, quotes };
}

const LONGEST = 240;

function isQuotable(sentence: string): boolean {
  return sentence.length <= LONGEST && !/https?:|www\.|\S@\S|\b[a-z0-9-]+\.[a-z]{2,}(\/|\b)/iu.test(sentence);
}

function isPraise({ rating }: Review): boolean {
  return rating >= 4;
}

function toQuote({ author, at }: Review, text: string): ReviewQuote {
  return { text: text.replace(/\s+/gu, ' '), firstName: author.trim().split(/\s+/u)[0] ?? '', at };
}

import { type Html, html } from '../../http/html.js';
import type { Product, Review } from '../../shop/shop.js';
import type { Formats } from './formats.js';
import { stars } from './icons.js';
import { ratingOf } from './product-facts.js';

/** Shown at once; the rest unfolds. */
const SHOWN = 6;

export function reviewSection(product: Product, formats: Formats): Html {
  const rating = ratingOf(product);
  if (rating === undefined) {
    return html`<section class="reviews" id="reviews"><h2>Reviews</h2><p class="empty">Nobody has reviewed this yet. Reviews come from people who bought it.</p></section>`;
  }
  const { reviews } = product;
  const rest = reviews.slice(SHOWN);
  return html`<section class="reviews" id="reviews"><h2>Reviews</h2><div class="review-columns">
${distribution(reviews, rating, formats)}
<div><ul class="review-list">${reviews.slice(0, SHOWN).map((review) => reviewItem(review, formats))}</ul>${
    rest.length > 0 &&
    html`<details><summary>Show ${rest.length === 1 ? 'one more' : `${rest.length} more`}</summary><ul class="review-list">${rest.map((review) => reviewItem(review, formats))}</ul></details>`
  }</div></div></section>`;
}

function distribution(reviews: Review[], rating: number, formats: Formats): Html {
  const most = Math.max(...[1, 2, 3, 4, 5].map((step) => countOf(reviews, step)));
  return html`<div class="distribution"><p class="mean"><strong>${formats.number(rating, 1)}</strong> of 5</p><table><caption class="visually-hidden">How many gave how many stars</caption><tbody>${[
    5, 4, 3, 2, 1,
  ].map((step) => {
    const count = countOf(reviews, step);
    const width = Math.round((count / most) * 100);
    return html`<tr><th scope="row">${step}<span class="visually-hidden"> stars</span></th><td><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-back" width="100" height="6"/><rect class="bar-front" width="${width}" height="6"/></svg></td><td class="bar-count">${count}</td></tr>`;
  })}</tbody></table></div>`;
}

function countOf(reviews: Review[], rating: number): number {
  return reviews.filter((review) => review.rating === rating).length;
}

function reviewItem({ rating, title, text, author, at }: Review, formats: Formats): Html {
  return html`<li><p class="review-head">${stars(rating, html`${rating} of 5 stars`)}${title !== undefined && html`<strong>${title}</strong>`}</p><p>${text}</p><p class="review-by">${author} · <time datetime="${at}">${formats.date(at)}</time></p></li>`;
}

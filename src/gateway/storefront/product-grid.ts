import { type Html, html } from '../../http/html.js';
import { productHref } from '../../shop/product-links.js';
import type { Product } from '../../shop/shop.js';
import type { Formats } from './formats.js';
import { stars } from './icons.js';
import { leadVariant, looksOf, pictureOf, priceRangeOf, ratingOf } from './product-facts.js';

/** @param eager how many pictures are fetched at once; the rest wait until they come near */
export function productGrid(products: Product[], formats: Formats, eager = 8): Html {
  return html`<ul class="grid">${products.map((product, index) => html`<li>${productTile(product, formats, index < eager)}</li>`)}</ul>`;
}

function productTile(product: Product, formats: Formats, eager: boolean): Html {
  const lead = leadVariant(product);
  const price = priceRangeOf(product, formats);
  const soldOut = lead.stock === 0;
  return html`<a class="tile" href="${productHref(product.id)}">
<img src="${pictureOf(product, lead)}" alt="" width="400" height="400"${!eager && html` loading="lazy"`}>
<span class="tile-title">${product.title}</span>
<span class="tile-price">${price.was !== undefined && html`<s><span class="visually-hidden">before </span>${price.was}</s> `}<span${price.was !== undefined && html` class="reduced"`}>${price.text}</span>${soldOut && html` <span class="tile-out">Sold out</span>`}</span>
<span class="tile-more">${colourDots(product)}${ratingLine(product, formats)}</span>
</a>`;
}

function colourDots(product: Product): Html | undefined {
  const colours = looksOf(product).filter(({ swatch }) => swatch !== undefined);
  if (colours.length < 2) return undefined;
  return html`<span class="dots"><span class="visually-hidden">${colours.length} colours</span>${colours
    .slice(0, 5)
    .map(({ swatch }) => swatchDot(swatch ?? ''))}</span>`;
}

/** Drawn, because a style attribute would need a weaker content policy. */
export function swatchDot(colour: string): Html {
  return html`<svg class="dot" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><circle cx="8" cy="8" r="7.5" fill="${colour}" class="dot-fill"/></svg>`;
}

function ratingLine(product: Product, formats: Formats): Html | undefined {
  const rating = ratingOf(product);
  if (rating === undefined) return undefined;
  return html`<span class="tile-rating">${stars(rating, html`${formats.number(rating, 1)} of 5 from `)}<span>${product.reviews.length}</span><span class="visually-hidden"> reviews</span></span>`;
}

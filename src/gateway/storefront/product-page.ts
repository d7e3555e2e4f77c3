import { type Html, html, jsonScript } from '../../http/html.js';
import type { Product, Variant } from '../../shop/shop.js';
import { categoryHref } from './category-links.js';
import type { Formats } from './formats.js';
import { icon, stars } from './icons.js';
import { type Frame, renderPage } from './page-frame.js';
import { leadVariant, looksOf, pictureOf, ratingOf, stockLevelOf, stockTextOf } from './product-facts.js';
import { swatchDot } from './product-grid.js';
import { reviewSection } from './review-section.js';

/** @param chosenId the variant to begin with, from the address; the first that can be bought when it is unknown */
export function renderProduct(
  frame: Frame,
  product: Product,
  { formats, chosenId }: { formats: Formats; chosenId: string },
): string {
  const chosen = product.variants.find(({ id }) => id === chosenId) ?? leadVariant(product);
  const content = html`<div class="wrap product" data-product="${product.id}">
<nav class="crumbs" aria-label="Where you are"><a href="/">Shop</a><span aria-hidden="true">/</span><a href="${categoryHref(product.category)}">${product.category}</a></nav>
<div class="product-columns">${gallery(product, chosen)}<div class="product-words">${summary(frame, product, chosen, formats)}${facts(product)}</div></div>
${reviewSection(product, formats)}
${jsonScript('product-data', productData(product, formats))}
</div>`;
  return renderPage(frame, { title: product.title, path: '', content });
}

function gallery(product: Product, chosen: Variant): Html {
  const looks = looksOf(product);
  const shown = looks.find(({ swatch, id }) => id === chosen.id || (swatch !== undefined && swatch === chosen.swatch));
  return html`<div class="gallery"><img class="gallery-main" data-main-picture src="${pictureOf(product, chosen)}" alt="${product.title}, ${Object.values(chosen.options).join(', ')}" width="800" height="800">${
    looks.length > 1 &&
    html`<ul class="thumbs">${looks.map(
      (look) =>
        html`<li><button type="button" data-look="${look.id}"${look.swatch !== undefined && html` data-swatch="${look.swatch}"`} aria-pressed="${look === shown ? 'true' : 'false'}"><img src="${pictureOf(product, look)}" alt="${Object.values(look.options)[0] ?? product.title}" width="80" height="80"></button></li>`,
    )}</ul>`
  }</div>`;
}

function summary(frame: Frame, product: Product, chosen: Variant, formats: Formats): Html {
  const rating = ratingOf(product);
  return html`<h1>${product.title}</h1>
<p class="price-line"><span class="price" data-price>${formats.money(chosen.price)}</span> <s data-was${chosen.was === undefined && html` hidden`}>${formats.money(chosen.was ?? 0)}</s></p>
${
  rating !== undefined &&
  html`<p class="rating-line"><a href="#reviews">${stars(rating, html`${formats.number(rating, 1)} of 5`)}<span>${formats.number(rating, 1)} from ${product.reviews.length === 1 ? '1 review' : `${product.reviews.length} reviews`}</span></a></p>`
}<p class="description">${product.description}</p>
<form class="picker" data-picker>${optionFields(product, chosen)}
<p class="stock stock-${stockLevelOf(chosen.stock)}" data-stock role="status">${stockTextOf(chosen.stock)}</p>
<div class="buy"><label class="quantity"><span>Quantity</span><select name="quantity" data-quantity>${[1, 2, 3, 4, 5].map((count) => html`<option>${count}</option>`)}</select></label>
<button class="button wide" type="submit" data-add${chosen.stock === 0 && html` disabled`}>Add to cart</button></div>
<p class="added" data-added role="status" hidden>In the cart. <a href="/cart">Go to the cart</a></p></form>
<p class="product-asks"><button class="link" type="button" data-ask="I have a question about the ${product.title}">${icon('chat')}Ask about this</button>${
    frame.policies.some(({ id }) => id === 'delivery') &&
    html`<a href="/policies/delivery">${icon('truck')}Delivery</a>`
  }</p>`;
}

function optionFields(product: Product, chosen: Variant): Html[] {
  const names = [...new Set(product.variants.flatMap(({ options }) => Object.keys(options)))];
  return names.map((name) => {
    const values = [...new Set(product.variants.flatMap(({ options }) => options[name] ?? []))];
    return html`<fieldset><legend>${capitalised(name)}</legend><div class="choices">${values.map(
      (value) =>
        html`<label class="choice"><input type="radio" name="${name}" value="${value}"${chosen.options[name] === value && html` checked`}><span>${swatchFor(product, name, value)}${value}</span></label>`,
    )}</div></fieldset>`;
  });
}

/** A swatch belongs to an option's value when all variants with the value have it and others do not. */
function swatchFor(product: Product, name: string, value: string): Html | undefined {
  const of = (isValue: boolean) =>
    new Set(
      product.variants.filter(({ options }) => (options[name] === value) === isValue).map(({ swatch }) => swatch),
    );
  const [own, others] = [of(true), of(false)];
  const [swatch] = own;
  return own.size === 1 && swatch !== undefined && !others.has(swatch) ? swatchDot(swatch) : undefined;
}

function facts({ attributes }: Product): Html | undefined {
  const rows = Object.entries(attributes);
  if (rows.length === 0) return undefined;
  return html`<section class="facts"><h2>Details</h2><dl>${rows.map(([name, value]) => html`<div><dt>${capitalised(name)}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

function productData(product: Product, formats: Formats): unknown {
  return {
    productId: product.id,
    title: product.title,
    variants: product.variants.map((variant) => ({
      id: variant.id,
      options: variant.options,
      stock: variant.stock,
      level: stockLevelOf(variant.stock),
      stockText: stockTextOf(variant.stock),
      price: formats.money(variant.price),
      was: variant.was === undefined ? null : formats.money(variant.was),
      picture: pictureOf(product, variant),
      swatch: variant.swatch ?? null,
    })),
  };
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1).replace(/_/g, ' ');
}

import { html } from '../../http/html.js';
import type { Category } from './category-links.js';
import type { Formats } from './formats.js';
import { type Frame, renderPage } from './page-frame.js';
import { productGrid } from './product-grid.js';

export function renderCategory(frame: Frame, category: Category, formats: Formats): string {
  const { name, href, products } = category;
  const content = html`<div class="wrap"><div class="section-head"><h1>${name}</h1><p class="count">${products.length === 1 ? '1 product' : `${products.length} products`}</p></div>
${productGrid(products, formats)}</div>`;
  return renderPage(frame, { title: name, path: href, content });
}

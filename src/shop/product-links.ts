import type { ProductId, VariantId } from '../protocol/ids.js';

/** Where a product, its picture and a policy stand on the shop's pages; paths of the address that serves the widget. */
export function productHref(productId: ProductId): string {
  return `/p/${encodeURIComponent(productId)}`;
}

export function pictureHref(productId: ProductId, variantId: VariantId): string {
  return `/pictures/product/${encodeURIComponent(productId)}/${encodeURIComponent(variantId)}.svg`;
}

/** @param language of the page, where it is not the shop's own */
export function policyHref(pageId: string, anchor: string, language?: string): string {
  const query = language === undefined ? '' : `?language=${encodeURIComponent(language)}`;
  return `/policies/${pageId}${query}${anchor === '' ? '' : `#${encodeURIComponent(anchor)}`}`;
}

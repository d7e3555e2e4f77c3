import { type Html, type HtmlValue, html as markup } from '../../http/html.js';

export { type Html, trusted } from '../../http/html.js';

/** The page template with numbers to three digits after the point, which is more than any drawing shows. */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return markup(parts, ...values.map(rounded));
}

function rounded(value: HtmlValue): HtmlValue {
  if (typeof value === 'number') return Math.round(value * 1_000) / 1_000;
  return isList(value) ? value.map(rounded) : value;
}

function isList(value: HtmlValue): value is readonly HtmlValue[] {
  return Array.isArray(value);
}

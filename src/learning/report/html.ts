/** Markup that is safe to show. Only `html` and `trusted` make it. */
export type Html = { readonly markup: string };

type Value = Html | string | number | undefined | false | readonly Value[];

/** Everything put into the template is escaped, except what `html` itself has made. Serves SVG as well. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { markup: parts.map((part, at) => part + (at < values.length ? written(values[at]) : '')).join('') };
}

/** For constant markup of our own: style and script. */
export function trusted(markup: string): Html {
  return { markup };
}

function written(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return value.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
  if (typeof value === 'number') return String(Math.round(value * 1_000) / 1_000);
  return 'markup' in value ? value.markup : value.map(written).join('');
}

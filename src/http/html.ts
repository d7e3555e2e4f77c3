/** Markup that is safe to send. Only `html` and `trusted` make it. */
export type Html = { readonly markup: string };

export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/** Everything put into the template is escaped, except what `html` itself has made. */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  const markup = parts.map((part, index) => part + (index < values.length ? written(values[index]) : '')).join('');
  return { markup };
}

/** For markup made elsewhere that is known to be safe. */
export function trusted(markup: string): Html {
  return { markup };
}

/** Data for the page's script. `<` is escaped, so that no value can close the element. */
export function jsonScript(id: string, data: unknown): Html {
  const json = JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/\u2028|\u2029/g, ' ');
  return html`<script type="application/json" id="${id}">${trusted(json)}</script>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function written(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(written).join('');
}

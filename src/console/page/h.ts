type Prop = string | number | boolean | undefined | ((event: Event) => void);
export type Child = Node | string | undefined;

/**
 * Makes an element: functions become listeners, `true` an empty attribute, `false` and undefined nothing.
 * Data only ever arrives as text nodes and attribute values, so it is never parsed as markup.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Record<string, Prop> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

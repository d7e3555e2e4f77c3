/** Line icons on a 24 px grid, as path data. */
const PATHS = {
  chat: 'M20 11.5a7.5 7.5 0 0 1-7.5 7.5c-1.2 0-2.4-.3-3.4-.8L4 20l1.7-4.6A7.5 7.5 0 1 1 20 11.5Z',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'm6 9.5 6 6 6-6',
  left: 'm14.5 6-6 6 6 6',
  right: 'm9.5 6 6 6-6 6',
  arrow: 'M12 5.5v13M6.5 13l5.5 5.5 5.5-5.5',
  send: 'M12 18.5v-13M6.5 11 12 5.5l5.5 5.5',
  spark: 'M12 3.5c.6 5 3 7.4 8 8-5 .6-7.4 3-8 8-.6-5-3-7.4-8-8 5-.6 7.4-3 8-8Z',
  truck:
    'M3 6.5h11v10H3zM14 10h3.5l3.5 3.5v3h-7zM7.5 19a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM17 19a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
  page: 'M6.5 3.5h7l4 4v13h-11zM13 3.5V8h4.5M9 12h6M9 15.5h6',
  offline: 'M4 4l16 16M8.6 15.4a4.8 4.8 0 0 1 6.8 0M5.5 12.2a9.4 9.4 0 0 1 4-2.3M14.8 10a9.4 9.4 0 0 1 3.7 2.2M12 19h0',
  alert: 'M12 8v4.5M12 16h0M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z',
} as const satisfies Record<string, string>;

export type IconName = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

/** Always decoration: the control around it carries the name. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** Tokens as in the console: space on 4 px, a neutral ramp, colours for meaning only. */
const TOKENS = `
:root {
  color-scheme: light dark;
  --canvas: oklch(0.985 0.002 260); --surface: oklch(1 0 0); --sunken: oklch(0.955 0.004 260);
  --line: oklch(0.91 0.005 260); --edge: oklch(0.64 0.012 260); --quiet: oklch(0.49 0.015 260); --text: oklch(0.23 0.015 260);
  --accent: oklch(0.48 0.11 245); --accent-soft: oklch(0.72 0.09 245); --accent-tint: oklch(0.93 0.03 245);
  --ok: oklch(0.47 0.12 150); --ok-tint: oklch(0.95 0.035 150);
  --danger: oklch(0.51 0.19 27); --danger-tint: oklch(0.955 0.022 27); --on-strong: oklch(1 0 0);
  --for: oklch(0.72 0.11 245); --against: oklch(0.76 0.13 70);
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: oklch(0.175 0.007 260); --surface: oklch(0.21 0.008 260); --sunken: oklch(0.26 0.01 260);
    --line: oklch(0.3 0.01 260); --edge: oklch(0.56 0.012 260); --quiet: oklch(0.74 0.01 260); --text: oklch(0.95 0.004 260);
    --accent: oklch(0.8 0.1 245); --accent-soft: oklch(0.6 0.1 245); --accent-tint: oklch(0.31 0.04 245);
    --ok: oklch(0.82 0.13 155); --ok-tint: oklch(0.31 0.05 155);
    --danger: oklch(0.77 0.13 25); --danger-tint: oklch(0.31 0.06 25); --on-strong: oklch(0.17 0.01 260);
    --for: oklch(0.5 0.12 245); --against: oklch(0.5 0.11 65);
  }
}
`;

const TEXT = `
*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-inline-size: 1040px; padding: 48px 24px 96px; color: var(--text); background: var(--canvas);
  font: 400 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif;
}
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1, h2, h3, strong, th { font-weight: 600; }
h1 { font-size: 28px; line-height: 1.2; overflow-wrap: anywhere; }
h2 { font-size: 20px; line-height: 1.2; }
h3 { font-size: 14px; }
h4 { margin: 16px 0 0; font-size: 13px; font-weight: 500; }
em { font-style: normal; font-weight: 500; }
q { overflow-wrap: anywhere; }
.quiet, .hint, .intro { color: var(--quiet); }
.hint { font-size: 13px; }
.intro { max-inline-size: 72ch; margin-block: 8px 24px; }
.intro strong, .intro em { color: var(--text); }
.model { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 13px; overflow-wrap: anywhere; }
.opening { max-inline-size: 68ch; margin-block: 24px 32px; font-size: 16px; }
.opening p + p { margin-block-start: 8px; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;

const LAYOUT = `
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 24px; padding-block: 24px; border-block: 1px solid var(--line); }
.key dt { font-size: 13px; color: var(--quiet); }
.key dd { font-size: 12px; line-height: 1.35; }
.key dt + dd { font-size: 28px; line-height: 1.3; font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: 4px 20px; padding-block: 16px; }
nav a { padding-block: 4px; text-decoration: none; }
nav a:hover { text-decoration: underline; }
section { padding-block: 40px 8px; border-block-start: 1px solid var(--line); margin-block-start: 24px; }
nav + section { margin-block-start: 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 32px 48px; margin-block-end: 16px; }
.pair > * { min-inline-size: 0; }
h3 + table, h3 + .scroll, h3 + .behind { margin-block-start: 8px; }
.scroll { overflow-x: auto; }
.scroll.tall { max-block-size: 560px; overflow-y: auto; border-block: 1px solid var(--line); }
.scroll.tall td:last-child { white-space: nowrap; }
.scroll.tall thead th { position: sticky; inset-block-start: 0; background: var(--canvas); box-shadow: inset 0 -1px var(--line); }
table { border-collapse: collapse; inline-size: 100%; font-size: 13px; }
th, td { padding: 6px 16px 6px 0; text-align: start; vertical-align: top; border-block-end: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 500; white-space: nowrap; }
td:first-child { min-inline-size: 8.5em; }
th:last-child, td:last-child { padding-inline-end: 0; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 4px 0; cursor: pointer; min-block-size: 28px; }
th button:hover { color: var(--text); }
th[aria-sort] button { color: var(--text); }
th[aria-sort=ascending] button::after { content: " ↑"; }
th[aria-sort=descending] button::after { content: " ↓"; }
details > summary { cursor: pointer; color: var(--accent); font-size: 13px; padding-block: 6px; min-block-size: 28px; }
.rest { grid-column: 1 / -1; margin-block-start: 8px; }
.mistakes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 28px 48px; }
.quotes { margin-block-start: 8px; display: grid; gap: 6px; }
.quotes li { padding-inline-start: 12px; border-inline-start: 2px solid var(--line); }
.quotes span { display: block; font-size: 12px; }
.whys, .whys .rest[open] { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 24px 48px; align-items: start; }
.whys .rest > summary { grid-column: 1 / -1; }
.said { font-size: 16px; line-height: 1.7; overflow-wrap: anywhere; }
.reading { font-size: 13px; color: var(--quiet); }
.reading strong { color: var(--text); font-weight: 500; }
.badge { padding: 1px 8px; border-radius: 99px; font-size: 12px; }
.badge.right { color: var(--ok); background: var(--ok-tint); }
.badge.wrong { color: var(--danger); background: var(--danger-tint); }
mark { color: var(--text); border-radius: 3px; padding: 1px 2px; }
mark.for { background: color-mix(in oklab, var(--for) calc(var(--strength) * 70%), transparent); box-shadow: inset 0 -2px color-mix(in oklab, var(--accent) calc(30% + var(--strength) * 70%), transparent); }
mark.against { background: color-mix(in oklab, var(--against) calc(var(--strength) * 70%), transparent); border-block-end: 2px dotted currentColor; }
@media (pointer: coarse) { details > summary, nav a, th button { min-block-size: 44px; padding-block: 12px; } }
@media (max-width: 600px) { body { padding: 24px 16px 64px; } .key { grid-template-columns: 1fr 1fr; gap: 20px 16px; } th { white-space: normal; vertical-align: bottom; } th, td { padding-inline-end: 10px; } .share { min-inline-size: 44px; } table:has(.delta) tr > :nth-child(3) { display: none; } }
@media print { details { display: block; } body { max-inline-size: none; padding: 0; } }
`;

const CHARTS = `
figcaption { font-weight: 500; margin-block-end: 8px; }
.chart { display: block; inline-size: 100%; max-inline-size: 460px; block-size: auto; }
svg text { font: 400 11px system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Noto Sans SC", sans-serif; fill: var(--quiet); font-variant-numeric: tabular-nums; }
svg .title, svg .note { font-size: 12px; }
svg .label { font-size: 12px; font-weight: 500; fill: var(--text); }
svg .halo { paint-order: stroke; stroke: var(--canvas); stroke-width: 4px; stroke-linejoin: round; }
.grid { stroke: var(--line); fill: none; }
.axis, .zero { stroke: var(--edge); fill: none; vector-effect: non-scaling-stroke; }
.drop { stroke: var(--text); stroke-dasharray: 1 3; stroke-linecap: round; fill: none; }
.ideal { stroke: var(--edge); stroke-dasharray: 4 4; fill: none; }
.line { stroke: var(--accent); stroke-width: 2; fill: none; stroke-linejoin: round; }
.thin.line { stroke-width: 1; stroke: var(--accent-soft); }
.area { fill: var(--accent-tint); }
.interval { stroke: var(--accent-soft); stroke-width: 5; stroke-opacity: 0.4; fill: none; }
.dot { fill: var(--accent); stroke: var(--canvas); stroke-width: 1; }
.mark { fill: var(--canvas); stroke: var(--accent); stroke-width: 2; }
.bar, .gain { fill: var(--accent); }
.bar.wrong, .loss { fill: var(--danger); }
.bar.right { fill: var(--ok); }
.share, .delta { display: block; inline-size: 100%; min-inline-size: 72px; block-size: 8px; margin-block-start: 6px; }
.share .track { fill: var(--sunken); }
.share .bar { fill: var(--accent-soft); }
.share .band { fill: var(--text); }
.matrix { display: block; }
.cell.right rect { fill: var(--edge); }
.cell.wrong rect { fill: var(--danger); }
.digits { font-size: 10px; fill: var(--text); }
.digits.strong { fill: var(--on-strong); }
.cell:hover rect { stroke: var(--text); }
`;

export const REPORT_STYLE = TOKENS + TEXT + LAYOUT + CHARTS;

/** Tokens as in the console: space on 4 px, a neutral ramp, colours for meaning only. */
const TOKENS = `
:root {
  color-scheme: light dark;
  --canvas: oklch(0.985 0.002 260); --surface: oklch(1 0 0); --sunken: oklch(0.955 0.004 260);
  --line: oklch(0.87 0.006 260); --edge: oklch(0.64 0.012 260); --quiet: oklch(0.49 0.015 260); --text: oklch(0.23 0.015 260);
  --accent: oklch(0.48 0.11 245); --ok: oklch(0.47 0.12 150); --warn: oklch(0.55 0.12 70); --danger: oklch(0.51 0.19 27);
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: oklch(0.175 0.007 260); --surface: oklch(0.21 0.008 260); --sunken: oklch(0.26 0.01 260);
    --line: oklch(0.36 0.01 260); --edge: oklch(0.56 0.012 260); --quiet: oklch(0.74 0.01 260); --text: oklch(0.95 0.004 260);
    --accent: oklch(0.8 0.1 245); --ok: oklch(0.82 0.13 155); --warn: oklch(0.82 0.12 80); --danger: oklch(0.77 0.13 25);
  }
}
`;

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

const PAGE = `
*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-inline-size: 1080px; padding: 48px 24px 96px; color: var(--text); background: var(--canvas); font: 400 14px/1.45 ${FONT}; }
h1, h2, p, fieldset, pre { margin: 0; padding: 0; border: 0; }
h1, h2 { font-weight: 600; line-height: 1.2; }
h1 { font-size: 28px; margin-block-end: 8px; }
h2 { font-size: 20px; }
.quiet { color: var(--quiet); }
.name { font-size: 13px; margin-block: 4px 24px; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
nav { display: flex; flex-wrap: wrap; gap: 4px 20px; padding-block: 16px; }
nav a { padding-block: 4px; }
section { padding-block: 40px 8px; border-block-start: 1px solid var(--line); margin-block-start: 24px; }
.languages { display: flex; gap: 16px; justify-content: flex-end; margin-block-end: 24px; }
.languages legend { float: inline-start; margin-inline-end: auto; padding: 0; color: var(--quiet); }
.languages label { display: inline-flex; gap: 6px; align-items: center; min-block-size: 28px; cursor: pointer; }
input { accent-color: var(--accent); margin: 0; }
body:has(#in-en:checked) .zh, body:has(#in-zh:checked) .en { display: none; }
.scroll { overflow-x: auto; }
.below { display: none; }
details { margin-block-start: 16px; }
summary { cursor: pointer; color: var(--accent); font-size: 13px; padding-block: 6px; }
pre { overflow-x: auto; padding: 12px; border-radius: 6px; background: var(--sunken); font: 12px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media (pointer: coarse) { nav a, summary, .languages label { min-block-size: 44px; padding-block: 12px; } }
@media (max-width: 760px) { body { padding: 24px 16px 64px; } .beside { display: none; } .below { display: block; } }
@media print { body { max-inline-size: none; padding: 0; } section { break-inside: avoid; } details, .languages, nav { display: none; } }
`;

const PICTURE = `
svg { display: block; }
svg text { font: 400 12px ${FONT}; fill: var(--quiet); }
svg .text { font-size: 14px; fill: var(--text); }
svg .head { font-weight: 600; fill: var(--text); }
svg .when, svg .way { font-weight: 500; fill: var(--text); }
svg .way { paint-order: stroke; stroke: var(--canvas); stroke-width: 4px; stroke-linejoin: round; }
rect { fill: var(--surface); stroke: var(--line); }
.begin rect, .over rect { fill: var(--sunken); }
.line { fill: none; stroke: var(--edge); stroke-width: 1.5; stroke-linejoin: round; }
.arrow { fill: var(--edge); }
.mark { stroke-width: 3; stroke-linecap: round; stroke: var(--edge); }
.ask .mark { stroke: var(--accent); }
.confirm .mark { stroke: var(--warn); }
.do .mark { stroke: var(--ok); }
.hand-over .mark { stroke: var(--danger); }
svg .ask .head { fill: var(--accent); }
svg .confirm .head { fill: var(--warn); }
svg .do .head { fill: var(--ok); }
svg .hand-over .head { fill: var(--danger); }
`;

export const FLOWS_STYLE = TOKENS + PAGE + PICTURE;

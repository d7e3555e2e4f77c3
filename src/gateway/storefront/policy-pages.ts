import { Marked, type Tokens } from 'marked';
import { escapeHtml, type Html, html, trusted } from '../../http/html.js';
import { headingAnchor } from '../../shop/heading-anchor.js';
import { policyHref } from '../../shop/product-links.js';
import type { PolicyPage } from '../../shop/shop.js';
import { type Frame, renderPage } from './page-frame.js';

export function renderPolicyList(frame: Frame): string {
  const content = html`<div class="wrap plain"><h1>Help</h1><p class="lead">These pages are what the chat quotes when it answers.</p>
${
  frame.policies.length === 0
    ? html`<p class="empty">Policy pages appear here once the shop has some.</p>`
    : html`<ul class="policy-list">${frame.policies.map(
        (page) =>
          html`<li><a href="${policyHref(page.id, '')}"><strong>${page.title}</strong><span>${headingsOf(page).join(', ')}</span></a></li>`,
      )}</ul>`
}</div>`;
  return renderPage(frame, { title: 'Help', path: '/policies', content });
}

/** `own` is the page in the shop's own language, `others` the page in every language but this. */
type Versions = { own: PolicyPage | undefined; others: PolicyPage[] };

export function renderPolicy(frame: Frame, page: PolicyPage, { own, others }: Versions): string {
  const headings = headingsOf(page);
  const languageOf = ({ language }: PolicyPage) => language ?? frame.shop.language;
  const content = html`<div class="wrap policy"><nav class="crumbs" aria-label="Where you are"><a href="/policies">Help</a>${others.map(
    (other) =>
      html`<a class="other-language" lang="${languageOf(other)}" hreflang="${languageOf(other)}" href="${policyHref(other.id, '', other === own ? undefined : other.language)}">${nameOf(languageOf(other))}</a>`,
  )}</nav>
<div class="policy-columns"><article class="prose" lang="${languageOf(page)}"><h1>${page.title}</h1>${renderMarkdown(page.markdown)}</article>
<aside><nav aria-label="On this page"><p class="aside-title">On this page</p><ul>${headings.map(
    (heading) => html`<li><a href="#${headingAnchor(heading)}">${heading}</a></li>`,
  )}</ul></nav><p><button class="link" type="button" data-ask="">Ask in the chat</button></p></aside></div></div>`;
  return renderPage(frame, { title: page.title, path: '', content });
}

/** As its speakers call it: 中文. */
function nameOf(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}

/**
 * Markdown of the shop's own staff: still, raw HTML is shown as text and only harmless links are links.
 * Ranges of numbers are kept on one line.
 */
function renderMarkdown(markdown: string): Html {
  const unbroken = markdown.replace(/(\d)–(?=\d)/g, '$1\u2060–\u2060');
  return trusted(MARKDOWN.parse(unbroken, { async: false }));
}

const MARKDOWN = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    heading({ tokens, depth, text }: Tokens.Heading) {
      const level = Math.min(Math.max(depth, 2), 6);
      return `<h${level} id="${escapeHtml(headingAnchor(text))}">${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    link({ href, tokens }: Tokens.Link) {
      const words = this.parser.parseInline(tokens);
      return isHarmless(href) ? `<a href="${escapeHtml(href)}">${words}</a>` : words;
    },
    image: ({ text }: Tokens.Image) => escapeHtml(text),
  },
});

function isHarmless(href: string): boolean {
  return /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.test(href);
}

function headingsOf({ markdown }: PolicyPage): string[] {
  return MARKDOWN.lexer(markdown).flatMap((token) =>
    token.type === 'heading' && token.depth === 2 ? [String(token.text)] : [],
  );
}

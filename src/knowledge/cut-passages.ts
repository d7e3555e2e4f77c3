import { Marked, type Token, type Tokens } from 'marked';
import { headingAnchor } from '../shop/heading-anchor.js';
import type { PolicyPage } from '../shop/shop.js';
import type { Passage } from './passage.js';

/** One passage per paragraph, table or list; a list keeps the sentence that leads into it. */
export function cutPassages(page: PolicyPage): Passage[] {
  const passages: Passage[] = [];
  const { id: pageId, title: pageTitle, language } = page;
  const place = { pageId, pageTitle, heading: pageTitle, anchor: '', ...(language !== undefined && { language }) };
  let leadIn = '';
  for (const token of MARKDOWN.lexer(page.markdown)) {
    if (token.type === 'space') continue;
    if (isHeading(token)) {
      place.heading = inlineText(token.tokens);
      place.anchor = headingAnchor(token.text);
    }
    const text = blockText(token);
    const whole = isList(token) && leadIn !== '' ? `${leadIn}\n${text}` : text;
    if (whole !== text) passages.pop();
    if (whole !== '') passages.push({ ...place, text: whole });
    leadIn = token.type === 'paragraph' && text.endsWith(':') ? text : '';
  }
  return passages;
}

const MARKDOWN = new Marked({ gfm: true });

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === 'table';
}

/** '' for what cannot be quoted: headings, rules, raw HTML. */
function blockText(token: Token): string {
  if (isList(token)) return token.items.map((item) => `• ${joinBlocks(item.tokens)}`).join('\n');
  if (isTable(token)) return [token.header, ...token.rows].map(rowText).join('\n');
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return inlineText([token]);
    case 'blockquote':
      return joinBlocks(token.tokens ?? []);
    case 'code':
      return String(token.text);
    default:
      return '';
  }
}

function joinBlocks(tokens: Token[]): string {
  return tokens
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

function rowText(cells: Tokens.TableCell[]): string {
  return cells.map((cell) => inlineText(cell.tokens)).join(' · ');
}

/** The words of inline Markdown as a browser shows them. */
function inlineText(tokens: Token[]): string {
  return decodeEntities(tokens.map(wordsOf).join(''))
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .trim();
}

function wordsOf(token: Token): string {
  if (token.type === 'br') return '\n';
  if (token.type === 'html') return '';
  if ('tokens' in token && token.tokens !== undefined && token.type !== 'image') {
    return token.tokens.map(wordsOf).join('');
  }
  const text = 'text' in token ? String(token.text) : '';
  return token.type === 'text' ? text.replace(/\s+/g, ' ') : text;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|([a-z]{2,6}));/g, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (ENTITIES[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );
}

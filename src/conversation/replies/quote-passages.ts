import type { FoundPassage, PagePlace } from '../../knowledge/passage.js';
import type { Block } from '../../protocol/block.js';
import { policyHref } from '../../shop/product-links.js';
import type { Turn } from '../turn.js';
import { sayOneOf } from './text-block.js';

/** The paragraphs that were found, word for word, each with the page it stands on; a foreign language is told first. */
export function quotePassages(turn: Turn, most = 2): Block[] {
  const passages = turn.facts.passages.slice(0, most);
  return [...languageNote(turn, passages), ...passages.map(toQuote)];
}

/** The page that comes closest, where none answers. */
export function linkNearest({ facts: { nearest }, texts }: Turn): Block[] {
  if (nearest === undefined) return [];
  const { pageId, anchor, language } = nearest;
  return [
    { kind: 'link', label: texts.knowledge.nearest(placeTitle(nearest)), href: policyHref(pageId, anchor, language) },
  ];
}

/** What a place is called, in a quote's source or a link. */
function placeTitle({ pageTitle, heading }: PagePlace): string {
  return heading === pageTitle ? pageTitle : `${pageTitle} · ${heading}`;
}

function toQuote(passage: FoundPassage): Block {
  const { text, pageId, anchor, language } = passage;
  return { kind: 'quote', text, source: { title: placeTitle(passage), href: policyHref(pageId, anchor, language) } };
}

function languageNote(turn: Turn, [first]: FoundPassage[]): Block[] {
  const { conversation, facts, texts } = turn;
  if (first === undefined) return [];
  const written = baseOf(first.language ?? facts.shop.language);
  if (written === baseOf(conversation.language)) return [];
  const named = new Intl.DisplayNames([texts.locale(conversation.language)], { type: 'language' }).of(written);
  return [sayOneOf(texts.knowledge.inLanguage(named ?? written), turn)];
}

function baseOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? language;
}

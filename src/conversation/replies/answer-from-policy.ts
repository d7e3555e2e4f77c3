import type { FoundPassage } from '../../knowledge/passage.js';
import type { Block } from '../../protocol/block.js';
import { policyHref } from '../../shop/product-links.js';
import type { Reply, Turn } from '../turn.js';
import { mayBringPerson } from './may-bring-person.js';
import { sayOneOf } from './text-block.js';

/** The paragraphs that answer, word for word, each with the page it stands on. */
export function answerFromPolicy(turn: Turn): Reply {
  const { facts, texts } = turn;
  if (facts.passages.length > 0) return { blocks: quoteBlocks(facts.passages) };
  if (!mayBringPerson(turn)) return { blocks: [sayOneOf(texts.pagesSilent, turn)] };
  const person = { label: texts.handoffOffer, choice: 'intent:human_agent' };
  return { blocks: [sayOneOf(texts.policySaysNothing, turn), { kind: 'choices', choices: [person] }] };
}

export function quoteBlocks(passages: FoundPassage[]): Block[] {
  return passages.map(({ text, pageTitle, heading, pageId, anchor }) => ({
    kind: 'quote',
    text,
    source: {
      title: heading === pageTitle ? pageTitle : `${pageTitle} · ${heading}`,
      href: policyHref(pageId, anchor),
    },
  }));
}

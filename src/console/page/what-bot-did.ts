import type { Block } from '../../protocol/block.js';
import type { ConsoleEntry } from '../../protocol/console-events.js';
import { TEXTS } from './texts.js';

export type Reading = Extract<ConsoleEntry, { kind: 'reading' }>;

/** What came of a message that the bot read, in a few words; empty while nothing has. */
export function whatBotDid(entries: readonly ConsoleEntry[], reading: Reading): string[] {
  const later = entries.slice(entries.indexOf(reading) + 1);
  const end = later.findIndex((entry) => entry.kind === 'reading' || entry.kind === 'agent');
  const own = end === -1 ? later : later.slice(0, end);
  const deeds = [...new Set(own.flatMap(deedsOf))];
  return deeds.length > 1 ? deeds.filter((deed) => deed !== TEXTS.did.answered) : deeds;
}

function deedsOf(entry: ConsoleEntry): string[] {
  if (entry.kind === 'bot') return repliesWith(entry.blocks);
  if (entry.kind === 'done' && isBots(entry.what)) return [TEXTS.did[entry.what]];
  return [];
}

type Deed = keyof typeof TEXTS.did & Extract<ConsoleEntry, { kind: 'done' }>['what'];

/** What agents do is told where they do it. */
function isBots(what: Extract<ConsoleEntry, { kind: 'done' }>['what']): what is Deed {
  return what in TEXTS.did;
}

/** The most telling part of a reply names it; words alone are an answer. */
function repliesWith(blocks: readonly Block[]): string[] {
  const telling = blocks.map(tellingOf).filter((words) => words !== undefined);
  return telling.length > 0 ? telling : [TEXTS.did.answered];
}

function tellingOf(block: Block): string | undefined {
  switch (block.kind) {
    case 'quote':
      return TEXTS.did.quoted;
    case 'products':
      return TEXTS.did.showedProducts(block.products.length);
    case 'order':
      return TEXTS.did.showedOrder;
    case 'link':
      return TEXTS.did.gaveLink;
    case 'choices':
      return TEXTS.did.asked;
    case 'rating':
      return TEXTS.did.askedRating;
    case 'text':
      return undefined;
  }
}

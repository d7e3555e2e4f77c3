import type { Block } from '../../protocol/block.js';
import type { ConversationEvent } from '../conversation-event.js';
import type { Speaker } from './message-search.js';

/** Who spoke in an event, and the words; undefined when nobody did. */
export function saidIn(event: ConversationEvent): { who: Speaker; text: string } | undefined {
  switch (event.kind) {
    case 'customer-said':
      return { who: 'customer', text: event.text };
    case 'agent-said':
      return { who: 'agent', text: event.text };
    case 'bot-said':
      return { who: 'bot', text: event.blocks.flatMap(wordsOfBlock).join('\n') };
    default:
      return undefined;
  }
}

/** What a reader would remember of a block. Offered choices are not said, and prices change. */
function wordsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'quote':
      return [block.text, block.source.title];
    case 'products':
      return block.products.map(({ title, option }) => `${title} ${option}`);
    case 'order':
      return [block.orderId, block.statusText, block.detail, ...block.items.map(({ title }) => title)];
    case 'link':
      return [block.label];
    case 'choices':
    case 'rating':
      return [];
  }
}

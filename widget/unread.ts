import type { Block } from '../src/protocol/block.js';
import type { TranscriptEntry } from '../src/protocol/transcript.js';

export type Unread = { count: number; newest: { seq: number; who: string | undefined; text: string } | undefined };

/** Replies after `seen`, and the newest of them in one line. `who` is the agent's name; undefined is the bot. */
export function unreadReplies(entries: readonly TranscriptEntry[], seen: number): Unread {
  const replies = entries.filter((entry) => entry.seq > seen && (entry.kind === 'bot' || entry.kind === 'agent'));
  const last = replies.at(-1);
  if (!last) return { count: 0, newest: undefined };
  const who = last.kind === 'agent' ? last.agentName : undefined;
  return { count: replies.length, newest: { seq: last.seq, who, text: replyText(last) } };
}

/** What a reply says, in words: for the preview and for screen readers. */
export function replyText(entry: TranscriptEntry): string {
  if (entry.kind === 'agent') return entry.text;
  if (entry.kind !== 'bot') return '';
  const words = entry.blocks.map(blockText);
  return words.filter((text) => text !== '').join(' ');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'quote':
      return block.text;
    case 'products':
      return block.products.map((product) => product.title).join(', ');
    case 'order':
      return block.statusText;
    case 'link':
      return block.label;
    case 'choices':
    case 'rating':
      return '';
  }
}

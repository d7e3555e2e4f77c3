import type { ConversationLine } from '../../protocol/console-events.js';
import type { ConversationId } from '../../protocol/ids.js';

export const TABS = ['waiting', 'mine', 'open', 'closed'] as const;
export type Tab = (typeof TABS)[number];

export type Lines = ReadonlyMap<ConversationId, ConversationLine>;

/** How long a customer may wait for a person before the number changes colour, in milliseconds. */
export const WAIT_LIMIT_MS = 5 * 60_000;

/** The lines of one tab: waiting ones first, the longest waiting on top; then the newest activity. */
export function linesIn(tab: Tab, lines: Lines, myId: string): ConversationLine[] {
  return [...lines.values()].filter((line) => isIn(tab, line, myId)).sort(compareLines);
}

export function countsOf(lines: Lines, myId: string): Record<Tab, number> {
  const count = (tab: Tab) => [...lines.values()].filter((line) => isIn(tab, line, myId)).length;
  return { waiting: count('waiting'), mine: count('mine'), open: count('open'), closed: count('closed') };
}

/** The same lines with a newer one in its place; one that comes late changes nothing. */
export function withLine(lines: Lines, line: ConversationLine): Lines {
  const known = lines.get(line.conversationId);
  return known !== undefined && known.lastAt > line.lastAt ? lines : new Map(lines).set(line.conversationId, line);
}

function isIn(tab: Tab, { holder, agentId }: ConversationLine, myId: string): boolean {
  switch (tab) {
    case 'waiting':
    case 'closed':
      return holder === tab;
    case 'mine':
      return holder === 'agent' && agentId === myId;
    case 'open':
      return holder !== 'closed';
  }
}

function compareLines(a: ConversationLine, b: ConversationLine): number {
  if (a.waitingSince !== undefined && b.waitingSince !== undefined) return a.waitingSince - b.waitingSince;
  if (a.waitingSince !== undefined || b.waitingSince !== undefined) return a.waitingSince === undefined ? 1 : -1;
  return b.lastAt - a.lastAt;
}

import type { ConversationLine } from '../../protocol/console-events.js';
import type { ConversationId } from '../../protocol/ids.js';
import { type Lines, linesIn, TABS, type Tab, withLine } from './lines.js';

/** The lists, and what of them the agent has seen. */
export class Inbox {
  tab: Tab = 'waiting';
  state: 'loading' | 'ready' | 'failed' = 'loading';
  lines: Lines = new Map();
  private readonly myId: string;
  private readonly seenAt = new Map<ConversationId, number>();

  constructor(myId: string) {
    this.myId = myId;
  }

  /** What the server lists now, in place of what was known. The first time, the first tab that has something shows. */
  replace(lines: ConversationLine[]): void {
    const isFirst = this.lines.size === 0 && this.state === 'loading';
    this.state = 'ready';
    this.lines = new Map(lines.map((line) => [line.conversationId, line]));
    for (const { conversationId } of lines) if (!this.seenAt.has(conversationId)) this.see(conversationId);
    if (isFirst) this.tab = TABS.find((tab) => linesIn(tab, this.lines, this.myId).length > 0) ?? 'waiting';
  }

  put(line: ConversationLine): void {
    this.lines = withLine(this.lines, line);
    if (!this.seenAt.has(line.conversationId)) this.see(line.conversationId);
  }

  see(conversationId: ConversationId): void {
    const line = this.lines.get(conversationId);
    if (line !== undefined) this.seenAt.set(conversationId, line.lastAt);
  }

  /** Whether something happened in a conversation of mine since I last had it open. */
  hasNews({ conversationId, holder, agentId, lastAt }: ConversationLine): boolean {
    const isMine = holder === 'agent' && agentId === this.myId;
    return isMine && lastAt > (this.seenAt.get(conversationId) ?? lastAt);
  }
}

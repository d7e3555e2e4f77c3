import type { PendingReply } from './reply-queue.js';

/** What this agent has written and not sent, on this computer: drafts and unacknowledged replies, per conversation. */
export type Kept = {
  draft(conversationId: string): string;
  keepDraft(conversationId: string, text: string): void;
  replies(conversationId: string): PendingReply[];
  keepReplies(conversationId: string, replies: readonly PendingReply[]): void;
  /** Conversations with unacknowledged replies. */
  unsent(): string[];
  /** Whether a section of the context is folded. */
  isFolded(section: string): boolean;
  keepFolded(section: string, isFolded: boolean): void;
  /** Removes all that was written: the next person at this computer may be another. */
  forget(): void;
};

/** Storage that is full or forbidden loses what it would have kept, nothing else. */
export function createKept(storage: Storage, agentId: string): Kept {
  const prefix = `console.${agentId}.`;
  const read = (key: string) => attempt(() => storage.getItem(prefix + key)) ?? undefined;
  const write = (key: string, value: string | undefined) =>
    attempt(() => (value === undefined ? storage.removeItem(prefix + key) : storage.setItem(prefix + key, value)));
  const keys = (start: string) =>
    (attempt(() => Object.keys(storage)) ?? []).filter((key) => key.startsWith(prefix + start));
  return {
    draft: (id) => read(`draft.${id}`) ?? '',
    keepDraft: (id, text) => write(`draft.${id}`, text === '' ? undefined : text),
    replies: (id) => parseReplies(read(`replies.${id}`)),
    keepReplies: (id, replies) => {
      const unsent = replies.filter(({ state }) => state !== 'sent');
      write(`replies.${id}`, unsent.length === 0 ? undefined : JSON.stringify(unsent));
    },
    unsent: () => keys('replies.').map((key) => key.slice(`${prefix}replies.`.length)),
    isFolded: (section) => read(`folded.${section}`) === 'yes',
    keepFolded: (section, isFolded) => write(`folded.${section}`, isFolded ? 'yes' : undefined),
    forget: () => {
      for (const key of [...keys('draft.'), ...keys('replies.')]) attempt(() => storage.removeItem(key));
    },
  };
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

/** Storage belongs to the whole origin: anything may stand there. */
function parseReplies(stored: string | undefined): PendingReply[] {
  const values: unknown = attempt(() => JSON.parse(stored ?? '[]'));
  return Array.isArray(values) ? values.flatMap(parseReply) : [];
}

function parseReply(value: Partial<PendingReply> | null): PendingReply[] {
  const { clientMessageId, text, at, seen, state, problem } = value ?? {};
  if (typeof clientMessageId !== 'string' || typeof text !== 'string') return [];
  if (typeof at !== 'number' || typeof seen !== 'number') return [];
  const failed = state === 'failed' && typeof problem === 'string';
  return [{ clientMessageId, text, at, seen, ...(failed ? { state: 'failed', problem } : { state: 'sending' }) }];
}

import type { Log } from '../../log.js';
import type { CommitRows, CommitSummary } from './commit-rows.js';
import type { ConversationRows } from './conversation-rows.js';
import { createLagging, type Lagging } from './lagging.js';
import type { OutboxRows } from './outbox-rows.js';

type Rows = { commits: CommitRows; conversations: ConversationRows; outbox: OutboxRows };

const BATCH = 500;

/**
 * Derives from commits what one document cannot hold at the same time: the row of the conversation, the debts that
 * an answer pays, the outbox. A commit is open until that is done. Every step may be done twice, by two processes at
 * once, or be cut off anywhere: the commit stays open, and it is done again.
 */
export function createProjection(rows: Rows, log: Log): Lagging {
  return createLagging(() => projectAll(rows), { log, complaint: 'rows derived from commits are behind' });
}

async function projectAll(rows: Rows): Promise<void> {
  for (;;) {
    const open = await rows.commits.open(BATCH);
    if (open.length > 0) await project(rows, open);
    if (open.length < BATCH) return;
  }
}

async function project({ commits, conversations, outbox }: Rows, open: CommitSummary[]): Promise<void> {
  await Promise.all([
    conversations.update(open),
    outbox.insert(open.map(({ shopId, position, outbox: messages = [] }) => ({ shopId, position, messages }))),
    ...open.flatMap((commit) => (commit.answers === undefined ? [] : [commits.settle(commit, commit.answers)])),
  ]);
  await commits.close(open);
}

import { toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { CommitRows, CommitSummary } from './commit-rows.js';
import type { ConversationRows } from './conversation-rows.js';
import { joined } from './joined.js';
import type { OutboxRows } from './outbox-rows.js';

export type Projection = {
  /**
   * Brings what is derived from commits up to everything that was committed before the call, by whichever process.
   * @throws what the database throws
   */
  catchUp(): Promise<void>;
  /** Catches up soon, beside what is under way. */
  wake(): void;
  /** Ends what is under way. What is left is found by the next `catchUp` of any process. */
  stop(): Promise<void>;
};

type Rows = { commits: CommitRows; conversations: ConversationRows; outbox: OutboxRows };

const BATCH = 500;
/** Long enough to take many commits in at once; nobody waits for it, because who reads catches up first. */
const WAKE_MS = 250;

/**
 * Derives from commits what one document cannot hold at the same time: the row of the conversation, the debts that
 * an answer pays, the outbox. A commit is open until that is done. Every step may be done twice, by two processes at
 * once, or be cut off anywhere: the commit stays open, and it is done again.
 */
export function createProjection(rows: Rows, log: Log): Projection {
  const catchUp = joined(() => projectAll(rows));
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const run = async () => {
    timer = undefined;
    try {
      await catchUp();
    } catch (error) {
      // A reader that needs it says so to its caller; here it only comes later.
      log.warn({ code: toAppError(error).code, error: String(error) }, 'rows derived from commits are behind');
    }
  };

  return {
    catchUp,
    wake: () => {
      if (isStopped) return;
      timer ??= setTimeout(() => void run(), WAKE_MS).unref();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await run();
    },
  };
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

import { toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { ConversationId, ShopId } from '../../protocol/ids.js';
import { everySoOften } from '../work/every-so-often.js';
import type { ConversationLog, ConversationRow } from './conversation-log.js';

type Options = {
  conversations: Pick<ConversationLog, 'list'>;
  shopId: ShopId;
  /** Whether what other processes append is heard of here as it happens. */
  isWell: () => boolean;
  /** This conversation's log has reached `seq`; possibly heard of before. */
  onReached: (conversationId: ConversationId, seq: number) => void;
  clock: { now(): number };
  log: Log;
};

const DOUBTFUL_MS = 2_000;
const WELL_MS = 15_000;
/** Clocks of other processes may differ by this much, and a commit may take this long. */
const MARGIN_MS = 10_000;
const ROWS = { first: 64, most: 16_384 };

/**
 * Looks at what was appended of late, for readers whose live event got lost between processes: often while events
 * cannot pass, now and then while they seem to.
 */
export function watchGaps(options: Options): { stop(): void } {
  const { conversations, shopId, isWell, onReached, clock, log } = options;
  let reached = new Map<ConversationId, number>();
  let newestAt = clock.now();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let wasWell = true;

  const look = async () => {
    const rows = await changedSince(conversations, shopId, newestAt - MARGIN_MS);
    for (const { conversationId, seq } of rows) {
      if (reached.get(conversationId) !== seq) onReached(conversationId, seq);
    }
    reached = new Map(rows.map(({ conversationId, seq }) => [conversationId, seq]));
    newestAt = rows.reduce((newest, { lastAt }) => Math.max(newest, lastAt), newestAt);
  };
  const tick = async () => {
    const isFine = isWell();
    // Once more after the doubt is over: what came last in it.
    const isDue = !isFine || !wasWell || performance.now() - lookedAt >= WELL_MS;
    if (isDue) {
      wasWell = isFine;
      lookedAt = performance.now();
      await look().catch((error: unknown) => log.warn({ code: toAppError(error).code }, 'gaps not looked for'));
    }
  };
  return everySoOften(tick, DOUBTFUL_MS);
}

/** Newest activity first, so that few rows are read where little happened. */
async function changedSince(
  conversations: Options['conversations'],
  shopId: ShopId,
  since: number,
): Promise<ConversationRow[]> {
  for (let limit = ROWS.first; ; limit *= 4) {
    const rows = await conversations.list(shopId, { limit });
    const recent = rows.filter(({ lastAt }) => lastAt >= since);
    if (recent.length < limit || limit >= ROWS.most) return recent;
  }
}

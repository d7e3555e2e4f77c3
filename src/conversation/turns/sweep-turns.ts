import { toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { ConversationLog, OwedTurn } from '../log/conversation-log.js';
import { everySoOften } from '../work/every-so-often.js';
import type { TurnRunner } from './turn-runner.js';

type Options = {
  conversations: Pick<ConversationLog, 'owedTurns'>;
  turns: TurnRunner;
  /** Conversations that may wait here before this process looks for more. */
  backlogLimit: number;
  log: Log;
};

const SWEEP_MS = 2_000;

/**
 * Finds turns that nobody answers because the process that took the message has died. A debt that two sweeps see is
 * taken up here; whoever is at it after all has the lease.
 */
export function sweepTurns({ conversations, turns, backlogLimit, log }: Options): { stop(): void } {
  let before = new Set<string>();
  const sweep = async () => {
    const owed = await conversations.owedTurns();
    const stale = owed.filter((turn) => before.has(keyOf(turn)));
    before = new Set(owed.map(keyOf));
    for (const { shopId, conversationId } of stale) {
      if (turns.backlog() >= backlogLimit) return;
      turns.wake(shopId, conversationId);
    }
  };
  return everySoOften(
    () =>
      sweep().catch((error: unknown) => {
        log.warn({ code: toAppError(error).code, error: String(error) }, 'owed turns not swept');
      }),
    SWEEP_MS,
  );
}

function keyOf({ shopId, conversationId, seq }: OwedTurn): string {
  return `${shopId}/${conversationId}/${seq}`;
}

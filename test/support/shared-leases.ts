import type { TurnLeases } from '../../src/conversation/turns/turn-leases.js';

/** Leases of processes that share a store, in memory: each process has a view of its own, and can be lost. */
export class SharedLeases {
  private readonly holders = new Map<string, string>();

  of(process: string): TurnLeases {
    return {
      take: async (shopId, conversationId) => {
        const key = `${shopId}/${conversationId}`;
        if (this.holders.has(key)) return undefined;
        this.holders.set(key, process);
        return {
          release: async () => {
            if (this.holders.get(key) === process) this.holders.delete(key);
          },
        };
      },
    };
  }

  /** As when a process has died and its leases have run out. */
  lose(process: string): void {
    for (const [key, holder] of this.holders) if (holder === process) this.holders.delete(key);
  }
}

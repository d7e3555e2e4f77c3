/** A reply the agent has sent and the log has not shown yet. */
export type PendingReply = {
  clientMessageId: string;
  text: string;
  at: number;
  /** The last seq on the screen when it was written. */
  seen: number;
  /** `sent`: acknowledged as durable under `seq`, only the log's own copy is still awaited. */
  state: 'sending' | 'sent' | 'failed';
  seq?: number;
  problem?: string;
};

export type ReplyOutcome =
  | { kind: 'sent'; seq: number }
  /** Somebody else wrote after `seen`: the text goes back to its author. */
  | { kind: 'changed' }
  | { kind: 'refused'; problem: string }
  /** No answer: nobody knows whether it arrived. It is sent again under the same id. */
  | { kind: 'offline' };

type Parts = {
  kept: PendingReply[];
  send(reply: PendingReply): Promise<ReplyOutcome>;
  keep(replies: readonly PendingReply[]): void;
  /** Gives texts back that must be read against what is new before they are sent. */
  giveBack(text: string, seen: number): void;
  newId(): string;
  now(): number;
};

/**
 * The replies of one conversation, sent one by one and in order. A reply keeps its id through every retry, so that
 * the log takes it once; it is kept until it is acknowledged, so that a reload loses nothing.
 */
export class ReplyQueue {
  private readonly parts: Parts;
  private replies: PendingReply[];
  private isSending = false;
  private isWanted = false;
  /** The newest seq that is known to be our own: it must not count as somebody else's. */
  private ownSeq = 0;

  constructor(parts: Parts) {
    this.parts = parts;
    this.replies = parts.kept;
  }

  pending(): readonly PendingReply[] {
    return this.replies;
  }

  add(text: string, seen: number): void {
    const { newId, now } = this.parts;
    this.change([...this.replies, { clientMessageId: newId(), text, at: now(), seen, state: 'sending' }]);
    void this.flush();
  }

  retry(clientMessageId: string, seen: number): void {
    const failed = this.replies.find((reply) => reply.clientMessageId === clientMessageId);
    if (failed) this.put(sentAgain(failed, seen));
    void this.flush();
  }

  /** Takes a failed reply out and answers its text. */
  withdraw(clientMessageId: string): string {
    const text = this.replies.find((reply) => reply.clientMessageId === clientMessageId)?.text ?? '';
    this.change(this.replies.filter((reply) => reply.clientMessageId !== clientMessageId));
    return text;
  }

  /** Forgets what the log shows up to `upTo`. */
  settle(upTo: number): void {
    const rest = this.replies.filter((reply) => reply.state !== 'sent' || (reply.seq ?? 0) > upTo);
    if (rest.length < this.replies.length) this.change(rest);
  }

  async flush(): Promise<void> {
    this.isWanted = true;
    if (this.isSending) return;
    this.isSending = true;
    // Asked again while the answer to an older connection was awaited: that one's failure says nothing of this one.
    while (this.isWanted) {
      this.isWanted = false;
      await this.sendAll();
    }
    this.isSending = false;
  }

  private async sendAll(): Promise<void> {
    for (let next = this.firstSending(); next; next = this.firstSending()) {
      const outcome = await this.parts.send({ ...next, seen: Math.max(next.seen, this.ownSeq) });
      if (outcome.kind === 'offline') return;
      this.take(next, outcome);
    }
  }

  private take(reply: PendingReply, outcome: Exclude<ReplyOutcome, { kind: 'offline' }>): void {
    switch (outcome.kind) {
      case 'sent':
        this.ownSeq = Math.max(this.ownSeq, outcome.seq);
        this.put({ ...reply, state: 'sent', seq: outcome.seq });
        break;
      case 'refused':
        this.put({ ...reply, state: 'failed', problem: outcome.problem });
        break;
      case 'changed':
        this.returnUnsent();
        break;
    }
  }

  /** What was written behind a reply that has to be read again has to be read again too. */
  private returnUnsent(): void {
    const unsent = this.replies.filter(({ state }) => state === 'sending');
    this.change(this.replies.filter(({ state }) => state !== 'sending'));
    this.parts.giveBack(unsent.map(({ text }) => text).join('\n\n'), unsent[0]?.seen ?? 0);
  }

  private put(reply: PendingReply): void {
    this.change(this.replies.map((other) => (other.clientMessageId === reply.clientMessageId ? reply : other)));
  }

  private change(replies: PendingReply[]): void {
    this.replies = replies;
    this.parts.keep(replies);
  }

  private firstSending(): PendingReply | undefined {
    return this.replies.find(({ state }) => state === 'sending');
  }
}

function sentAgain({ clientMessageId, text, at, seen }: PendingReply, seenNow: number): PendingReply {
  return { clientMessageId, text, at, seen: Math.max(seen, seenNow), state: 'sending' };
}

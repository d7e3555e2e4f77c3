import type { Call } from './checker.js';

/** What one client asked for, written down before it was sent. */
export class Journal {
  private readonly client: string;
  private readonly clock: Clock;
  private readonly entries = new Map<string, Call>();

  constructor(client: string, clock: Clock) {
    this.client = client;
    this.clock = clock;
  }

  /** A message that is sent again keeps the moment of its first sending. */
  invoked(conversation: string, message: string): void {
    if (this.entries.has(message)) return;
    const invokedAt = this.clock.tick();
    this.entries.set(message, { client: this.client, conversation, message, invokedAt, outcome: { kind: 'unknown' } });
  }

  /** A repeat is acknowledged with the number of the first. */
  acked(message: string, seq: number): void {
    const known = this.entries.get(message)?.outcome;
    if (known?.kind !== 'ok') this.settle(message, { kind: 'ok', seq, at: this.clock.tick() });
    else if (known.seq !== seq) throw new Error(`${message} was acked as ${known.seq} and as ${seq}`);
  }

  /** Only where no earlier sending of the same message can have arrived. */
  refused(message: string): void {
    this.settle(message, { kind: 'refused' });
  }

  calls(): Call[] {
    return [...this.entries.values()];
  }

  unknown(): Call[] {
    return this.calls().filter(({ outcome }) => outcome.kind === 'unknown');
  }

  private settle(message: string, outcome: Call['outcome']): void {
    const call = this.entries.get(message);
    if (call === undefined) throw new Error(`${message} was never asked for`);
    call.outcome = outcome;
  }
}

/** Orders what happens to all clients of one process. */
export class Clock {
  private ticks = 0;

  tick(): number {
    return ++this.ticks;
  }
}

import { type Joined, joinSlice, type Slice } from './join-slice.js';

type Parts<Entry> = {
  /** All after `after`, or undefined when it cannot be had now. */
  read(after: number): Promise<Slice<Entry> | undefined>;
  onChange(): void;
};

/** Keeps a transcript up to date from slices in whatever order they come, and reads what is missing between them. */
export class SliceFollower<Entry extends { seq: number }> {
  private readonly parts: Parts<Entry>;
  private current: Joined<Entry> = { upTo: 0, entries: [] };
  /** The highest `seq` known to exist. */
  private known = 0;
  private isReading = false;

  constructor(parts: Parts<Entry>) {
    this.parts = parts;
  }

  get transcript(): Joined<Entry> {
    return this.current;
  }

  take(slice: Slice<Entry>): void {
    this.known = Math.max(this.known, slice.more ? slice.upTo + 1 : slice.upTo);
    const outcome = joinSlice(this.current, slice);
    if (outcome.kind === 'applied' && outcome.transcript !== this.current) {
      this.current = outcome.transcript;
      this.parts.onChange();
    }
    if (this.current.upTo < this.known) void this.catchUp();
  }

  /** Another conversation, known to reach `upTo`. */
  startOver(upTo: number): void {
    this.current = { upTo: 0, entries: [] };
    this.known = upTo;
    this.parts.onChange();
    void this.catchUp();
  }

  /** One read at a time, until nothing known is missing or a read brings nothing: the next slice starts it again. */
  private async catchUp(): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    while (this.current.upTo < this.known) {
      const before = this.current;
      const slice = await this.parts.read(before.upTo);
      if (slice) this.take(slice);
      if (this.current === before) break;
    }
    this.isReading = false;
  }
}

import type { SearchHit } from '../../protocol/console-events.js';
import type { Answer } from './agent-socket.js';

type Parts = {
  search(query: string, before: string | undefined): Promise<Answer<{ hits: SearchHit[] }>>;
  onChange(): void;
};

/** Long enough that a word is not asked for letter by letter. */
const PAUSE_MS = 200;

/** What was said, found by words: a page at a time, newest first. An answer to an older question is thrown away. */
export class Finder {
  query = '';
  hits: SearchHit[] = [];
  state: 'idle' | 'looking' | 'found' | 'failed' = 'idle';
  /** Whether older hits may follow. */
  hasMore = false;
  private readonly parts: Parts;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  ask(query: string): void {
    this.query = query.trim();
    this.state = this.query === '' ? 'idle' : 'looking';
    clearTimeout(this.timer);
    if (this.query === '') this.hits = [];
    else this.timer = setTimeout(() => void this.load(undefined), PAUSE_MS);
    this.parts.onChange();
  }

  more(): void {
    void this.load(this.hits.at(-1)?.cursor);
  }

  again(): void {
    void this.load(undefined);
  }

  private async load(before: string | undefined): Promise<void> {
    const { query } = this;
    const answer = await this.parts.search(query, before);
    if (query !== this.query) return;
    this.state = answer.kind === 'ok' ? 'found' : 'failed';
    if (answer.kind === 'ok') {
      const { hits } = answer.value;
      this.hits = before === undefined ? hits : [...this.hits, ...hits];
      this.hasMore = hits.length > 0 && (before !== undefined || hits.length >= PAGE);
    }
    this.parts.onChange();
  }
}

/** Hits of a full page; fewer are the last. */
const PAGE = 30;

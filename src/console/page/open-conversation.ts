import type {
  ConsoleEntry,
  ConsoleOpened,
  ConsoleSlice,
  ConversationContext,
  DraftedReply,
} from '../../protocol/console-events.js';
import type { ConversationId } from '../../protocol/ids.js';
import type { Joined } from '../../protocol/join-slice.js';
import { SliceFollower } from '../../protocol/slice-follower.js';
import type { Answer, Move } from './agent-socket.js';
import { TEXTS } from './texts.js';

type Parts = {
  conversationId: ConversationId;
  open(): Promise<Answer<ConsoleOpened>>;
  read(after: number): Promise<Answer<ConsoleSlice>>;
  onContext(context: ConversationContext): void;
  onChange(): void;
};

export type Phase = { kind: 'loading' } | { kind: 'ready' } | { kind: 'failed'; text: string; mayRetry: boolean };

/** Context follows what happened, once for a burst. */
const CONTEXT_MS = 250;

/** The conversation on the screen: its log, what is known beside it, what the agent is doing with it. */
export class OpenConversation {
  readonly conversationId: ConversationId;
  phase: Phase = { kind: 'loading' };
  context: ConversationContext | undefined;
  /** What is being asked of the server. */
  moving: Move | undefined;
  isDrafting = false;
  /** What was put into the box as a draft, until the box is empty. */
  draft: DraftedReply | undefined;
  /** Something the agent must know before going on. */
  problem: string | undefined;
  /** Entries after this seq came while the agent was writing. */
  newAfter: number | undefined;
  /** The message to show, by its seq, until it is on the screen. */
  target: number | undefined;
  private readonly parts: Parts;
  private readonly follower: SliceFollower<ConsoleEntry>;
  private contextTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.conversationId = parts.conversationId;
    this.follower = new SliceFollower<ConsoleEntry>({
      read: async (after) => {
        const answer = await parts.read(after);
        return answer.kind === 'ok' ? answer.value : undefined;
      },
      onChange: () => parts.onChange(),
    });
  }

  get transcript(): Joined<ConsoleEntry> {
    return this.follower.transcript;
  }

  /** Also after a reconnection: what is on the screen stays until there is news. */
  async load(): Promise<void> {
    const answer = await this.parts.open();
    if (answer.kind === 'ok') {
      this.phase = { kind: 'ready' };
      this.takeContext(answer.value.context);
      this.follower.take(answer.value.slice);
    } else if (this.phase.kind !== 'ready') {
      const isGone = answer.kind === 'refused' && answer.error.code === 'NOT_FOUND';
      // Without a connection it is loaded once there is one.
      if (answer.kind === 'refused')
        this.phase = { kind: 'failed', text: isGone ? TEXTS.notThere : TEXTS.threadFailed, mayRetry: !isGone };
    }
    this.parts.onChange();
  }

  lookAt(seq: number | undefined): void {
    this.target = seq;
    this.parts.onChange();
  }

  retry(): void {
    this.phase = { kind: 'loading' };
    this.parts.onChange();
    void this.load();
  }

  take(slice: ConsoleSlice): void {
    this.follower.take(slice);
    clearTimeout(this.contextTimer);
    this.contextTimer = setTimeout(() => void this.refreshContext(), CONTEXT_MS);
  }

  async refreshContext(): Promise<void> {
    const answer = await this.parts.open();
    if (answer.kind !== 'ok') return;
    this.takeContext(answer.value.context);
    this.follower.take(answer.value.slice);
    this.parts.onChange();
  }

  /** Another conversation is on the screen now. */
  leave(): void {
    clearTimeout(this.contextTimer);
  }

  private takeContext(context: ConversationContext): void {
    this.context = context;
    this.parts.onContext(context);
  }
}

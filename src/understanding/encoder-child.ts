import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Log } from '../log.js';
import type { Reading } from './encoder.js';
import type { EncodeRequest, EncoderMessage } from './encoder-messages.js';

export type EncoderChildOptions = {
  entry: string;
  modelDir: string;
  /** A process that answers nothing for so long while it has work, or is not ready by ten times that, is killed. */
  answerWithinMs: number;
  log: Log;
  onReady(dimensions: number): void;
  onReading(id: number, reading: Reading): void;
  /** The text could not be encoded, though the process lives. */
  onFailed(id: number, reason: string): void;
  /** The process died with these requests in hand, the one it was working on first. Another is being started. */
  onLost(ids: number[], reason: string): void;
};

/** One supervised encoder process: replaced when it dies or hangs. */
export type EncoderChild = {
  isReady(): boolean;
  /** Requests it can still take now; 0 while it starts. */
  room(): number;
  send(request: EncodeRequest): void;
  stop(): Promise<void>;
};

/** The second waits inside the process, so that it never idles for a round trip. */
const MAX_IN_HAND = 2;
const FIRST_RESTART_MS = 100;
const LAST_RESTART_MS = 5_000;
const STOP_WITHIN_MS = 2_000;

export function startEncoderChild(options: EncoderChildOptions): EncoderChild {
  const child = new SupervisedChild(options);
  child.start();
  return child;
}

class SupervisedChild implements EncoderChild {
  private readonly options: EncoderChildOptions;
  private readonly inHand = new Set<number>();
  private child: ChildProcess | undefined;
  private isUp = false;
  private isStopping = false;
  private restartMs = FIRST_RESTART_MS;
  private watch: NodeJS.Timeout | undefined;
  private restart: NodeJS.Timeout | undefined;

  constructor(options: EncoderChildOptions) {
    this.options = options;
  }

  isReady(): boolean {
    return this.isUp;
  }

  room(): number {
    return this.isUp ? MAX_IN_HAND - this.inHand.size : 0;
  }

  send(request: EncodeRequest): void {
    if (this.inHand.size === 0) this.watchFor(this.options.answerWithinMs);
    this.inHand.add(request.id);
    // A failed send means that the process is going; its exit hands the request back.
    this.child?.send(request, () => {});
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.watch);
    clearTimeout(this.restart);
    if (this.child !== undefined) await end(this.child);
  }

  start(): void {
    const { entry, modelDir, answerWithinMs } = this.options;
    const child = fork(entry, [modelDir], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child = child;
    let reason = 'the process ended';
    child.on('message', (message: EncoderMessage) => {
      if (message.kind === 'broken') reason = message.reason;
      else this.hear(message);
    });
    child.on('error', (error) => {
      reason = String(error);
    });
    child.on('exit', () => this.lose(reason));
    this.watchFor(answerWithinMs * 10);
  }

  private hear(message: Exclude<EncoderMessage, { kind: 'broken' }>): void {
    clearTimeout(this.watch);
    if (message.kind === 'ready') {
      this.isUp = true;
      this.options.onReady(message.dimensions);
      return;
    }
    this.restartMs = FIRST_RESTART_MS;
    this.inHand.delete(message.id);
    if (this.inHand.size > 0) this.watchFor(this.options.answerWithinMs);
    if (message.kind === 'reading') this.options.onReading(message.id, message.reading);
    else this.options.onFailed(message.id, message.reason);
  }

  private lose(reason: string): void {
    clearTimeout(this.watch);
    this.isUp = false;
    if (this.isStopping) return;
    const ids = [...this.inHand];
    this.options.log.warn({ reason, inHand: ids.length, restartMs: this.restartMs }, 'encoder process lost');
    this.inHand.clear();
    this.restart = setTimeout(() => this.start(), this.restartMs);
    this.restartMs = Math.min(this.restartMs * 2, LAST_RESTART_MS);
    this.options.onLost(ids, reason);
  }

  private watchFor(limitMs: number): void {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.child?.kill('SIGKILL'), limitMs);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  const kill = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exited;
  clearTimeout(kill);
}

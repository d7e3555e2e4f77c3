import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Log } from '../log.js';
import type { EncodeRequest, EncoderMessage } from './encoder-messages.js';

export type EncoderChildOptions = {
  entry: string;
  modelDir: string;
  /** A process that answers nothing for so long while it has work, or is not ready by ten times that, is killed. */
  answerWithinMs: number;
  log: Log;
  onReady(dimensions: number): void;
  onVector(id: number, vector: Float32Array): void;
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
  const inHand = new Set<number>();
  let child: ChildProcess | undefined;
  let isReady = false;
  let isStopping = false;
  let restartMs = FIRST_RESTART_MS;
  let watch: NodeJS.Timeout | undefined;
  let restart: NodeJS.Timeout | undefined;

  const watchFor = (limitMs: number) => {
    clearTimeout(watch);
    watch = setTimeout(() => child?.kill('SIGKILL'), limitMs);
  };
  const start = () => {
    child = fork(options.entry, [options.modelDir], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let reason = 'the process ended';
    child.on('message', (message: EncoderMessage) => {
      if (message.kind === 'broken') reason = message.reason;
      else hear(message);
    });
    child.on('error', (error) => {
      reason = String(error);
    });
    child.on('exit', () => lose(reason));
    watchFor(options.answerWithinMs * 10);
  };
  const hear = (message: Exclude<EncoderMessage, { kind: 'broken' }>) => {
    clearTimeout(watch);
    if (message.kind === 'ready') {
      isReady = true;
      options.onReady(message.dimensions);
      return;
    }
    restartMs = FIRST_RESTART_MS;
    inHand.delete(message.id);
    if (inHand.size > 0) watchFor(options.answerWithinMs);
    if (message.kind === 'vector') options.onVector(message.id, message.vector);
    else options.onFailed(message.id, message.reason);
  };
  const lose = (reason: string) => {
    clearTimeout(watch);
    isReady = false;
    if (isStopping) return;
    options.log.warn({ reason, inHand: inHand.size, restartMs }, 'encoder process lost');
    const ids = [...inHand];
    inHand.clear();
    restart = setTimeout(start, restartMs);
    restartMs = Math.min(restartMs * 2, LAST_RESTART_MS);
    options.onLost(ids, reason);
  };

  start();
  return {
    isReady: () => isReady,
    room: () => (isReady ? MAX_IN_HAND - inHand.size : 0),
    send: (request) => {
      if (inHand.size === 0) watchFor(options.answerWithinMs);
      inHand.add(request.id);
      // A failed send means that the process is going; its exit hands the request back.
      child?.send(request, () => {});
    },
    stop: async () => {
      isStopping = true;
      clearTimeout(watch);
      clearTimeout(restart);
      if (child !== undefined) await end(child);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  const kill = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exited;
  clearTimeout(kill);
}

import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import { isDiskFault, isDiskFull } from './store-fault.js';

/** Whether the disk keeps what is written: says so once when that changes, and knows what callers are to be told. */
export type DiskWatch = {
  /** Every write is refused with it, for good: nobody knows what the disk holds. */
  refusal(): AppError | undefined;
  /** What the callers of a batch that could not be committed are told. */
  failed(error: unknown): AppError;
  committed(): void;
  canSave(): boolean;
  stop(): void;
};

type Options = {
  log: Log;
  /** Called once, when the disk failed: the process must end, because only opening the file anew tells what is on it. */
  onFault?: ((fault: AppError) => void) | undefined;
  /** Writes something small, to see whether there is room again. */
  probe?: (() => void) | undefined;
};

const PROBE_MS = 1_000;

export function watchDisk({ log, onFault, probe }: Options): DiskWatch {
  let refusal: AppError | undefined;
  let probing: NodeJS.Timeout | undefined;

  const full = (error: unknown) => {
    log.error({ error: String(error) }, 'the disk is full: nothing is acknowledged until there is room');
    probing = setInterval(() => probe?.(), PROBE_MS).unref();
  };

  const broken = (error: unknown): AppError => {
    log.error({ error: String(error) }, 'the disk failed: nothing is acknowledged any more, the process must end');
    clearInterval(probing);
    const fault = new AppError('STORE_UNAVAILABLE', { cause: error, details: [`The disk failed: ${String(error)}`] });
    refusal = fault;
    onFault?.(fault);
    return fault;
  };

  return {
    refusal: () => refusal,
    stop: () => clearInterval(probing),
    canSave: () => refusal === undefined && probing === undefined,
    failed: (error) => {
      if (refusal !== undefined) return refusal;
      if (isDiskFault(error)) return broken(error);
      const isFull = isDiskFull(error);
      if (!isFull) log.error({ error: String(error) }, 'commit failed');
      else if (probing === undefined) full(error);
      return new AppError('STORE_UNAVAILABLE', { cause: error, ...(isFull && { retryAfterMs: PROBE_MS }) });
    },
    committed: () => {
      if (probing === undefined) return;
      clearInterval(probing);
      probing = undefined;
      log.warn({}, 'there is room on the disk again: messages are acknowledged');
    },
  };
}

import { AppError, toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Reading } from '../../understanding/encoder.js';
import {
  type Breaker,
  type BreakerEvent,
  type BreakerRules,
  CLOSED,
  nextBreaker,
  openBreaker,
} from '../circuit-breaker.js';
import type { InferenceClient, Offer } from './inference-client.js';
import type { BatchShape } from './read-batch.js';

export type WatchOptions = {
  client: InferenceClient;
  rules: BreakerRules;
  /** A text for finding out whether the server answers. */
  trial: BatchShape;
  /** Looks at its answer; what this throws leaves the server alone. */
  check?: ((readings: Reading[]) => Promise<void>) | undefined;
  onOpen(): void;
  log: Log;
};

/** A server behind a circuit breaker. While it is left alone, it is tried now and then with a text of our own. */
export type WatchedServer = {
  /** Undefined while it is left alone, and for good after `stop`. */
  offer(): Offer | undefined;
  /** @throws ENCODER_UNAVAILABLE */
  infer(offer: Offer, batch: BatchShape): Promise<Reading[]>;
  stop(): void;
};

/**
 * A server that does not answer yet is left alone at first.
 * @throws INFERENCE_MODEL_INVALID when it answers, but has no model that fits
 */
export async function watchServer(options: WatchOptions): Promise<WatchedServer> {
  try {
    return new BreakerWatch(options, { offer: await tryOut(options) });
  } catch (error) {
    const fault = toAppError(error);
    if (fault.code !== 'ENCODER_UNAVAILABLE') {
      options.client.close();
      throw fault;
    }
    return new BreakerWatch(options, { fault });
  }
}

/** What the server offers, after it has answered once. */
async function tryOut({ client, trial, check }: WatchOptions): Promise<Offer> {
  const offer = await client.offer();
  const readings = await client.infer(offer, trial);
  await check?.(readings);
  return offer;
}

class BreakerWatch implements WatchedServer {
  private readonly options: WatchOptions;
  private breaker: Breaker = CLOSED;
  private offered: Offer | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(options: WatchOptions, found: { offer: Offer } | { fault: AppError }) {
    this.options = options;
    if ('offer' in found) {
      this.offered = found.offer;
      options.log.info(describe(found.offer), 'inference server answers');
      return;
    }
    this.breaker = openBreaker(options.rules, performance.now());
    this.tellFault(found.fault);
    this.waitForTrial();
  }

  offer(): Offer | undefined {
    return this.breaker.kind === 'closed' && !this.isStopped ? this.offered : undefined;
  }

  async infer(offer: Offer, batch: BatchShape): Promise<Reading[]> {
    try {
      const readings = await this.options.client.infer(offer, batch);
      this.step('answered');
      return readings;
    } catch (error) {
      this.step('failed', error);
      throw new AppError('ENCODER_UNAVAILABLE', { cause: error });
    }
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.options.client.close();
  }

  private step(kind: BreakerEvent['kind'], fault?: unknown): void {
    if (this.isStopped) return;
    const before = this.breaker.kind;
    this.breaker = nextBreaker(this.breaker, { kind, at: performance.now() }, this.options.rules);
    if (fault !== undefined) this.tellFault(fault);
    if (this.breaker.kind !== 'open' || before === 'open') return;
    this.waitForTrial();
    this.options.onOpen();
  }

  private waitForTrial(): void {
    if (this.breaker.kind !== 'open') return;
    // Spread, so that the gateways of a shop do not all come back in the same moment.
    const waitMs = this.breaker.until - performance.now() + this.breaker.openMs * 0.1 * Math.random();
    this.timer = setTimeout(() => void this.tryAgain(), Math.max(1, waitMs));
    this.timer.unref();
  }

  private async tryAgain(): Promise<void> {
    this.step('trial-wanted');
    // A timer may come a moment early.
    if (this.breaker.kind !== 'half-open') return this.waitForTrial();
    try {
      this.offered = await tryOut(this.options);
      this.options.log.info(describe(this.offered), 'inference server answers');
      this.step('trial-answered');
    } catch (error) {
      this.step('trial-failed', error);
    }
  }

  private tellFault(error: unknown): void {
    const { code, details, cause } = toAppError(error);
    const reason = details.length > 0 ? details : [String(cause)];
    this.options.log.warn({ code, reason, breaker: this.breaker }, 'inference server failed');
  }
}

function describe({ model, encoding, maxRows }: Offer): object {
  return { model: model.name, gives: model.gives, classes: model.classes, encoding, maxRows };
}

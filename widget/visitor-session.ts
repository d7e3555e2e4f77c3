import type { VisitorResponse } from '../src/protocol/chat-events.js';
import { backOffMs, wait } from './back-off.js';
import type { SafeStorage } from './safe-storage.js';

export type ShopFace = VisitorResponse['shop'];

export type VisitorOutcome =
  | { kind: 'visitor'; visitor: VisitorResponse }
  /** The server will not have this page or shop; asking again does not help. */
  | { kind: 'refused'; status: number };

type Parts = { origin: string; shopId: string | undefined; storage: SafeStorage };

const KEY = 'visitor';

/** Who this browser is to the shop. The token runs out; the visitor stays the same for as long as the server agrees. */
export class VisitorSession {
  private readonly parts: Parts;
  private renewal: Promise<VisitorOutcome> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** The stored visitor, if this browser has been here before. */
  stored(): VisitorResponse | undefined {
    return parse(this.parts.storage.read(KEY));
  }

  /**
   * A fresh token and the shop as it presents itself now; asks until the server answers.
   * One renewal at a time: two at once could make two visitors of one browser.
   */
  renew(): Promise<VisitorOutcome> {
    this.renewal ??= this.askUntilAnswered().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async askUntilAnswered(): Promise<VisitorOutcome> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.ask();
      if (outcome?.kind === 'visitor') this.parts.storage.write(KEY, JSON.stringify(outcome.visitor));
      if (outcome) return outcome;
      await wait(backOffMs(attempt));
    }
  }

  /** Undefined where another try may help. */
  private async ask(): Promise<VisitorOutcome | undefined> {
    const { origin, shopId } = this.parts;
    try {
      const response = await fetch(`${origin}/chat/visitor`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ shopId, visitorToken: this.stored()?.visitorToken }),
        credentials: 'omit',
      });
      const isRefusal = response.status >= 400 && response.status < 500 && response.status !== 429;
      if (isRefusal) return { kind: 'refused', status: response.status };
      const visitor = parse(await response.text());
      return visitor && { kind: 'visitor', visitor };
    } catch {
      return undefined;
    }
  }
}

function parse(json: string | undefined): VisitorResponse | undefined {
  try {
    const value: VisitorResponse = JSON.parse(json ?? '');
    return typeof value.visitorToken === 'string' && typeof value.shop.name === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

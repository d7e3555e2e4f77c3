import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shopIdSchema } from '../../src/protocol/ids.js';
import {
  SUBSCRIPTION_CONFIRM_MS,
  SUBSCRIPTION_STANDS_MS,
  type SubscriptionRequest,
  type Subscriptions,
} from '../../src/shop/subscriptions.js';

export type OpenedSubscriptions = {
  subscriptions: Subscriptions;
  /** The same store as a process that starts now finds it. */
  reopen: () => Promise<Subscriptions>;
  close(): Promise<void>;
};

const shopId = shopIdSchema.parse('shop-1');
const THEN = 1_764_000_000_000;

function aRequest(changes: Partial<SubscriptionRequest> = {}): SubscriptionRequest {
  return { id: 'c-1.4.subscribe', email: 'mara@example.com', language: 'zh', askedAt: THEN, ...changes };
}

/** What every adapter of the port for the newsletter must do. */
export function subscriptionsContract(name: string, open: () => Promise<OpenedSubscriptions>): void {
  describe(`${name}: who wants the newsletter`, () => {
    let opened: OpenedSubscriptions;
    let subscriptions: Subscriptions;
    beforeEach(async () => {
      opened = await open();
      subscriptions = opened.subscriptions;
    });
    afterEach(() => opened.close());

    it('is kept as it was asked for, and outlives the process', async () => {
      expect(await subscriptions.ask(shopId, aRequest())).toEqual(aRequest());
      const again = await opened.reopen();
      expect(await again.find(shopId, 'c-1.4.subscribe')).toEqual(aRequest());
      expect(await again.confirmed(shopId)).toEqual([]);
    });

    it('is asked for once an hour, however often, in whatever spelling and by whom', async () => {
      const others = ['one', 'two', 'three'].map((id) => aRequest({ id, email: ' Mara@Example.com', language: 'en' }));
      const answers = await Promise.all([aRequest(), ...others].map((request) => subscriptions.ask(shopId, request)));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      const late = aRequest({ id: 'late', askedAt: THEN + SUBSCRIPTION_STANDS_MS - 1 });
      expect((await subscriptions.ask(shopId, late)).id).toBe(answers[0]?.id);
    });

    it('is asked for anew after that, and the older request is nobody’s any more', async () => {
      await subscriptions.ask(shopId, aRequest());
      const newer = aRequest({ id: 'newer', askedAt: THEN + SUBSCRIPTION_STANDS_MS });
      expect(await subscriptions.ask(shopId, newer)).toEqual(newer);
      expect(await subscriptions.find(shopId, 'c-1.4.subscribe')).toBeUndefined();
      expect(await subscriptions.confirm(shopId, 'c-1.4.subscribe', newer.askedAt)).toBe(false);
    });

    it('is confirmed once and for all, and stays whoever asks again', async () => {
      await subscriptions.ask(shopId, aRequest());
      expect(await subscriptions.confirm(shopId, 'c-1.4.subscribe', THEN + 5)).toBe(true);
      expect(await subscriptions.confirm(shopId, 'c-1.4.subscribe', THEN + 9)).toBe(true);
      const confirmed = { ...aRequest(), confirmedAt: THEN + 5 };
      const muchLater = THEN + 2 * SUBSCRIPTION_CONFIRM_MS;
      expect(await subscriptions.ask(shopId, aRequest({ id: 'again', askedAt: muchLater }))).toEqual(confirmed);
      expect(await subscriptions.confirm(shopId, 'c-1.4.subscribe', muchLater)).toBe(true);
      expect(await subscriptions.confirmed(shopId)).toEqual([confirmed]);
    });

    it('is confirmed within seven days or not at all', async () => {
      await subscriptions.ask(shopId, aRequest());
      expect(await subscriptions.confirm(shopId, 'c-1.4.subscribe', THEN + SUBSCRIPTION_CONFIRM_MS)).toBe(false);
      expect(await subscriptions.confirm(shopId, 'c-1.4.subscribe', THEN + SUBSCRIPTION_CONFIRM_MS - 1)).toBe(true);
      expect(await subscriptions.confirm(shopId, 'never', THEN)).toBe(false);
    });

    it('is kept no longer where nobody confirmed it, once others ask', async () => {
      await subscriptions.ask(shopId, aRequest());
      await subscriptions.ask(shopId, aRequest({ id: 'ida', email: 'ida@example.com', askedAt: THEN + 1 }));
      const later = { id: 'jonas', email: 'jonas@example.com', askedAt: THEN + SUBSCRIPTION_CONFIRM_MS };
      await subscriptions.ask(shopId, aRequest(later));
      expect(await subscriptions.find(shopId, 'c-1.4.subscribe')).toBeUndefined();
      expect(await subscriptions.find(shopId, 'ida')).toMatchObject({ email: 'ida@example.com' });
    });

    it('ends for an address in any spelling, confirmed or not, and may begin anew', async () => {
      await subscriptions.ask(shopId, aRequest());
      await subscriptions.confirm(shopId, 'c-1.4.subscribe', THEN);
      await subscriptions.remove(shopId, 'MARA@example.com ');
      await subscriptions.remove(shopId, 'mara@example.com');
      expect(await subscriptions.confirmed(shopId)).toEqual([]);
      expect(await subscriptions.confirm(shopId, 'c-1.4.subscribe', THEN)).toBe(false);
      expect(await subscriptions.ask(shopId, aRequest({ id: 'anew' }))).toEqual(aRequest({ id: 'anew' }));
    });

    it('is listed in the order of confirming', async () => {
      for (const [index, id] of ['a', 'b', 'c'].entries()) {
        await subscriptions.ask(shopId, aRequest({ id, email: `${id}@example.com`, askedAt: THEN + index }));
      }
      await subscriptions.confirm(shopId, 'c', THEN + 10);
      await subscriptions.confirm(shopId, 'a', THEN + 20);
      expect((await subscriptions.confirmed(shopId)).map(({ email }) => email)).toEqual([
        'c@example.com',
        'a@example.com',
      ]);
    });

    it('is another shop’s own affair', async () => {
      const other = shopIdSchema.parse('shop-2');
      await subscriptions.ask(shopId, aRequest());
      await subscriptions.ask(other, aRequest());
      await subscriptions.confirm(other, 'c-1.4.subscribe', THEN);
      await subscriptions.remove(other, 'mara@example.com');
      expect(await subscriptions.find(shopId, 'c-1.4.subscribe')).toEqual(aRequest());
      expect(await subscriptions.find(other, 'c-1.4.subscribe')).toBeUndefined();
    });
  });
}

import { shopIdSchema } from '../../protocol/ids.js';
import type { ShopStore } from '../../shop/shop-store.js';
import type { JobHandler } from '../work/job-queue.js';
import type { Mailer } from './mailer.js';
import { handoffMailSchema } from './outbox.js';

/** Job `mail-handoff`: tells the shop's support address that somebody waits, without a word of what they wrote. */
export function createMailHandoff({ shops, mailer }: { shops: ShopStore; mailer: Mailer }): JobHandler {
  return async ({ shopId, payload }) => {
    const { id, conversationId, reason } = handoffMailSchema.parse(payload);
    const shop = await shops.shop(shopIdSchema.parse(shopId));
    if (shop?.supportEmail === undefined) return;
    await mailer.send({
      id,
      to: shop.supportEmail,
      subject: `${shop.name}: a customer waits for a person`,
      text: `Reason: ${reason}\nOpen the console and take conversation ${conversationId}.\n`,
    });
  };
}

import { z } from 'zod';
import { shopIdSchema } from '../../protocol/ids.js';
import type { ShopStore } from '../../shop/shop-store.js';
import type { StockWatches } from '../../shop/stock-watches.js';
import { textsFor } from '../../texts/texts.js';
import type { Mailer } from '../outbox/mailer.js';
import { optionInWords } from '../replies/product-card.js';
import type { JobHandler } from '../work/job-queue.js';

export const MAIL_RESTOCKED = 'mail-restocked';

const payloadSchema = z.object({ watchId: z.string() });

type Parts = { shops: ShopStore; watches: StockWatches; mailer: Mailer };

/**
 * Job `mail-restocked`: tells one who waits, once. Sent before it is closed, under the watch's id: cut off in between, it is
 * sent again as the same message. What is sold out again by now, or was withdrawn, is not told.
 */
export function createMailRestocked({ shops, watches, mailer }: Parts): JobHandler {
  return async ({ shopId, payload }) => {
    const { watchId } = payloadSchema.parse(payload);
    const shop = await shops.shop(shopIdSchema.parse(shopId));
    const watch = shop && (await watches.find(shop.id, watchId));
    const product = watch && (await shops.product(shop.id, watch.productId));
    const variant = product?.variants.find(({ id }) => id === watch?.variantId);
    if (shop === undefined || watch === undefined || product === undefined || variant === undefined) return;
    if (variant.stock === 0) return;
    const { mailSubject, mailText } = textsFor(watch.language, shop).watch;
    const option = optionInWords(variant);
    const what = option === '' ? product.title : `${product.title} (${option})`;
    const text = mailText(what, textsFor(watch.language, shop).money(variant.price), shop.name);
    await mailer.send({ id: watchId, to: watch.email, subject: mailSubject(product.title), text });
    await watches.close(shop.id, watchId);
  };
}

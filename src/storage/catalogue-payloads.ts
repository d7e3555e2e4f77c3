import { z } from 'zod';
import { policyPageSchema, productSchema } from '../shop/shop.js';

/** What every database keeps of the catalogue: a row's `payload` is the JSON of one thing of the shop file. */
export const payloadRow = z.object({ payload: z.string() }).transform(({ payload }): unknown => JSON.parse(payload));
export const productRow = payloadRow.pipe(productSchema);
export const policyRow = payloadRow.pipe(policyPageSchema);

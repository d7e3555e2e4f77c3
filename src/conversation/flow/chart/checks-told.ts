import { CHECKS } from '../../../shop/actions/checks.js';
import type { Refusal } from '../../../shop/actions/shop-action.js';
import type { Catalogue } from '../../../texts/en.js';
import type { ActionName } from '../flow.js';
import { slotBehind } from '../flow-action.js';

/** What stands against an order whatever else is answered, as customers are told of it. */
export function earlyChecks(action: ActionName, texts: Catalogue): string[] {
  return CHECKS[action].filter((reason) => slotBehind(reason) === undefined).map((reason) => told(reason, texts));
}

export type Mendable = { slots: string[]; refusals: string[] };

/** What another answer could mend, all of it together; none where there is nothing of the kind. */
export function mendableChecks(action: ActionName, texts: Catalogue): Mendable[] {
  const reasons = CHECKS[action].filter((reason) => slotBehind(reason) !== undefined);
  if (reasons.length === 0) return [];
  const slots = new Set(reasons.flatMap((reason) => slotBehind(reason) ?? []));
  return [{ slots: [...slots], refusals: reasons.map((reason) => told(reason, texts)) }];
}

/** With placeholders where an order's number and status stand. */
function told(reason: Refusal, texts: Catalogue): string {
  return texts.refused[reason]('{order}', '{order.status}');
}

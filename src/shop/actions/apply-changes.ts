import { giftCardOf } from '../gift-card-of.js';
import type { Customer, Product } from '../shop.js';
import type { Changes, Movement } from './shop-action.js';

/** The customer after an action of theirs: money that is there at once, and how they are reached. */
export function customerAfter(customer: Customer, { movements, ownAddress, ownPhone, newMethod }: Changes): Customer {
  const paid = movements.filter(({ instant }) => instant).reduce(moveBalance, withMethod(customer, newMethod));
  return {
    ...paid,
    ...(ownAddress !== undefined && { address: ownAddress }),
    ...(ownPhone !== undefined && { phone: ownPhone }),
  };
}

/** The product after an action that moved some of it; variants that are no longer there are left out. */
export function productAfter(product: Product, { stock }: Pick<Changes, 'stock'>): Product {
  const own = stock.filter(({ productId }) => productId === product.id);
  const unitsOf = (variantId: string) =>
    own.filter((move) => move.variantId === variantId).reduce((sum, { units }) => sum + units, 0);
  return {
    ...product,
    // A file may be imported whose stock is from before: what is not there cannot be set aside.
    variants: product.variants.map((variant) => ({
      ...variant,
      stock: Math.max(0, variant.stock + unitsOf(variant.id)),
    })),
  };
}

function withMethod(customer: Customer, method: Changes['newMethod']): Customer {
  const isKnown = method === undefined || customer.paymentMethods.some(({ id }) => id === method.id);
  return isKnown ? customer : { ...customer, paymentMethods: [...customer.paymentMethods, method] };
}

function moveBalance(customer: Customer, { kind, methodId, amount }: Movement): Customer {
  const card = giftCardOf(customer, methodId);
  if (card === undefined) return customer;
  const balance = Math.max(0, card.balance + (kind === 'refund' ? amount : -amount));
  const paymentMethods = customer.paymentMethods.map((method) =>
    method.id === methodId ? { ...method, balance } : method,
  );
  return { ...customer, paymentMethods };
}

import { wordings } from './wordings.js';

/** What is said of money that goes back, in English. How long it takes is the shop's own figure: `days` is '' where it names none. */
export const enRefund = {
  /** A payment method by its name in the shop. */
  methodName: (label: string) => label,
  refund: {
    workingDays: (fewest: number, most: number) => {
      if (fewest !== most) return `${fewest} to ${most} working days`;
      return most === 1 ? '1 working day' : `${most} working days`;
    },
    isBack: (amount: string, method: string) => `${amount} is back on ${method} now.`,
    goesBack: (amount: string, method: string, days: string) =>
      days === '' ? `${amount} goes back to ${method}.` : `${amount} goes back to ${method}, which takes ${days}.`,
    /** Before any was sent. */
    takes: (method: string, days: string) => `A refund to ${method} takes ${days}.`,
    none: wordings(
      'I see no refund on your orders.',
      'None of your orders has a refund so far.',
      'There is no refund on your orders yet.',
    ),
    /** It is there: on a gift card, money is at once. */
    seen: (id: string, amount: string, method: string, date: string) =>
      date === ''
        ? `Order ${id}: ${amount} was refunded to ${method}.`
        : `Order ${id}: ${amount} was refunded to ${method} on ${date}.`,
    sent: (id: string, amount: string, method: string, date: string) =>
      date === ''
        ? `Order ${id}: ${amount} was sent to ${method}.`
        : `Order ${id}: ${amount} was sent to ${method} on ${date}.`,
    underWay: (days: string) => `It takes ${days} to arrive.`,
    /** More days have passed than it takes. */
    due: (days: string) => `That takes ${days}, so it should be there by now.`,
    pending: (id: string) => `Order ${id}: the return is open; the money follows once it has been checked.`,
  },
};

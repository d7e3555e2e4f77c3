import { wordings } from './wordings.js';

/** Invoices, in English. */
export const enInvoice = {
  invoice: {
    here: (id: string) =>
      wordings(
        `Here is the invoice for order ${id}. The link opens for a day; ask again whenever you need it.`,
        `The invoice for order ${id} is behind this link, which works for 24 hours.`,
        `This opens the invoice for order ${id}, to print or to save. The link is good for a day.`,
      ),
    open: (id: string) => `Invoice ${id}`,
    which: wordings(
      'Which order do you need the invoice for?',
      'For which of these orders shall it be?',
      'Tell me the order it is for, please.',
    ),
    title: (id: string) => `Invoice for order ${id}`,
    order: 'Order',
    placed: 'Ordered on',
    shipped: 'Sent on',
    status: 'Status',
    vatId: (id: string) => `VAT number ${id}`,
    item: 'Item',
    quantity: 'Quantity',
    price: 'Price',
    sum: 'Sum',
    shipping: 'Delivery',
    discount: (code: string) => `Code ${code}`,
    takenOff: 'Taken off for refunds',
    total: 'Total',
    net: 'of which net',
    vat: (percent: string) => `of which VAT, ${percent} %`,
    rounding: 'Prices include VAT. The net is computed on the total and rounded half up; the rest is VAT.',
    cancelled: (date: string) => (date === '' ? 'The order was cancelled.' : `The order was cancelled on ${date}.`),
    refunded: (amount: string, date: string) =>
      date === '' ? `${amount} was refunded.` : `${amount} was refunded on ${date}.`,
    foot: (shopName: string) => `${shopName} thanks you for your order.`,
    over: 'This invoice link has ended',
    askAgain: 'Ask in the chat for a new one: links to invoices open for a day.',
  },
};

import type { enWatch } from './en-watch.js';

/** 到货通知。 */
export const zhWatch: typeof enWatch = {
  watch: {
    offer: (what) => `${what} 到货时通知我`,
    mailSubject: (title) => `${title} 已到货`,
    mailText: (what, price, shopName) =>
      `${what} 已重新有货，价格 ${price}。\n\n您曾请 ${shopName} 通知一次。这是唯一的一封邮件，您的邮箱不再为此保留。\n`,
  },
};

import type { enWatch } from './en-watch.js';
import { wordings } from './wordings.js';

/** 到货通知。 */
export const zhWatch: typeof enWatch = {
  watch: {
    offer: (what) => `${what} 到货时通知我`,
    emailUnread: wordings(
      '没有看到邮箱地址。通知要发到哪里？',
      '我没能读出邮箱地址，它需要包含 @。请问是哪个？',
      '里面没有找到邮箱，请只发邮箱地址。',
    ),
    mailSubject: (title) => `${title} 已到货`,
    mailText: (what, price, shopName) =>
      `${what} 已重新有货，价格 ${price}。\n\n您曾请 ${shopName} 通知一次。这是唯一的一封邮件，您的邮箱不再为此保留。\n`,
  },
};

import type { enNewsletter } from './en-newsletter.js';

/** 电子报的邮件与确认页面。 */
export const zhNewsletter: typeof enNewsletter = {
  newsletter: {
    mailSubject: (shopName) => `${shopName}：请确认订阅电子报`,
    mailText: (href, shopName) =>
      `有人在 ${shopName} 的聊天中为此邮箱订阅了电子报。如果是您本人，请在七天内点击确认：\n\n${href}\n\n如果不是您，无需任何操作，我们不会发送电子报。\n`,
    knownSubject: (shopName) => `${shopName}：您已订阅电子报`,
    knownText: (shopName) =>
      `有人在 ${shopName} 的聊天中为此邮箱订阅了电子报。此邮箱已在名单中，无需任何操作。\n\n如果不想再收到电子报，请在聊天中写“退订”。\n`,
    ask: '还差一步',
    asked: (email, shopName) => `要将 ${shopName} 的电子报发送到 ${email} 吗？`,
    yes: '是的，发给我',
    otherwise: '如果不是您订阅的，请直接关闭此页面，我们不会发送电子报。',
    confirmed: '订阅成功',
    comes: (email, shopName) => `${shopName} 的电子报将发送到 ${email}。`,
    leave: '如需退订，请在聊天中写“退订”。',
    over: '此链接已失效',
    askAgain: '链接七天内有效，并以最新一封邮件为准。请在聊天中重新订阅电子报。',
  },
};

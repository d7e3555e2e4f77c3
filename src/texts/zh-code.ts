import type { Catalogue } from './en.js';
import { wordings } from './wordings.js';

/** What is said of a code by e-mail, in Chinese. */
export const zhCode: Pick<Catalogue, 'code'> = {
  code: {
    send: '改用邮件验证码',
    sendAgain: '重新发送验证码',
    sent: wordings(
      '如果这些信息有对应的记录，登记的邮箱会收到一个六位验证码。请在这里输入，10 分钟内有效。',
      '若信息属于某位顾客，六位验证码会发到登记的邮箱。请在 10 分钟内输入。',
      '如有对应的邮箱，验证码已经发出：六位数字，10 分钟内有效，请在这里输入。',
    ),
    tooSoon: wordings(
      '验证码发出还不到一分钟。请先查看邮箱和垃圾邮件，一分钟后可以重新发送。',
      '每分钟只能发送一次验证码，请再看一下邮箱。',
      '上一个验证码刚刚发出，可能还在路上。',
    ),
    tooOften: wordings(
      '暂时不能再发送验证码了。请一小时后再试，或联系人工客服。',
      '一小时内发送的验证码太多了，可以由人工客服帮您。',
      '这个小时内无法再发送验证码，需要人工客服吗？',
    ),
    wrong: wordings(
      '验证码不对。请查看最新的邮件，输入其中的六位数字。',
      '验证码不匹配，只有最新邮件中的有效。',
      '还是不对。验证码是六位数字，请从邮件中复制。',
    ),
    over: wordings(
      '这个验证码已失效，可以重新发送。',
      '这个验证码已用过或已过期，需要重新发送吗？',
      '这个验证码不再有效，很快就能再发一个。',
    ),
    unsent: wordings(
      '抱歉，现在无法发送邮件，验证码不会到达。',
      '抱歉，验证码邮件没能发出。',
      '邮件暂时无法使用，所以不会有验证码。',
    ),
    otherWays: (ways: string) => `您也可以提供${ways}。`,
    mailSubject: (shopName: string) => `您与 ${shopName} 对话的验证码`,
    mailText: (digits: string, shopName: string) =>
      `您的验证码是 ${digits}\n\n请在与 ${shopName} 的对话中输入。10 分钟内有效，只能使用一次。\n${shopName} 不会在其他地方向您索要验证码。如果不是您本人操作，请忽略此邮件。\n`,
  },
};

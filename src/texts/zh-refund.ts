import type { enRefund } from './en-refund.js';
import { wordings } from './wordings.js';

/** What is said of money that goes back, in Chinese. */
export const zhRefund: typeof enRefund = {
  methodName: (label) => {
    const [, name = label, digits] = ENDING.exec(label) ?? [];
    const inChinese = NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? name;
    return digits === undefined ? inChinese : `尾号 ${digits} 的${/^\w/u.test(inChinese) ? ' ' : ''}${inChinese}`;
  },
  refund: {
    workingDays: (fewest, most) => (fewest === most ? `${most} 个工作日` : `${fewest} 至 ${most} 个工作日`),
    isBack: (amount, method) => `${amount} 已退回${method}。`,
    goesBack: (amount, method, days) =>
      days === '' ? `${amount} 将退回${method}。` : `${amount} 将退回${method}，需要 ${days}到账。`,
    takes: (method, days) => `退款到${method}需要 ${days}到账。`,
    none: wordings('您的订单目前没有退款。', '没有查到您的订单有退款。', '到目前为止您的订单还没有退款记录。'),
    seen: (id, amount, method, date) =>
      date === '' ? `订单 ${id}：${amount} 已退至${method}。` : `订单 ${id}：${amount} 已于${date}退至${method}。`,
    sent: (id, amount, method, date) =>
      date === '' ? `订单 ${id}：${amount} 已退往${method}。` : `订单 ${id}：${amount} 已于${date}退往${method}。`,
    underWay: (days) => `到账需要 ${days}。`,
    due: (days) => `到账需要 ${days}，现在应该已经到账。`,
    pending: (id) => `订单 ${id}：退货处理中，验收后退款。`,
  },
};

/** "Visa ending 4471": as shops write it. */
const ENDING = /^(.+?) ending (?:in )?(\d{2,6})$/iu;
/** Names of brands stay as they are. */
const NAMES: [RegExp, string][] = [
  [/^gift ?card$/iu, '礼品卡'],
  [/^bank transfer$/iu, '银行转账'],
  [/^credit ?card$/iu, '信用卡'],
  [/^debit ?card$/iu, '借记卡'],
  [/^invoice$/iu, '账单'],
];

import type { IdentityLevel } from '../../../access/identity-level.js';
import type { Trouble } from '../../../shop/compensation-policy.js';
import type { AskStep, SlotKind } from '../flow.js';
import type { ChartLanguage } from './chart.js';

/** What stands on a diagram beside the flow's own texts. */
export type ChartWords = {
  begin: string;
  meant: (intents: string) => string;
  takesOver: (intents: string) => string;
  saying: (groups: string) => string;
  notSaying: (phrases: string) => string;
  givesFor: Record<Trouble, string>;
  anyOf: string;
  list: string;
  also: string;
  ask: (slot: string) => string;
  answer: (kind: string) => string;
  kinds: Record<SlotKind, string>;
  offered: (statuses: string) => string;
  versions: Record<NonNullable<AskStep['stock']>, string>;
  tenses: Record<NonNullable<AskStep['when']>, string>;
  refundMethods: string;
  otherMethods: string;
  confirm: string;
  says: string;
  person: string;
  does: (action: string) => string;
  handsOver: string;
  branch: string;
  needs: (level: string) => string;
  levels: Record<IdentityLevel, string>;
  checked: string;
  checkedAgain: string;
  over: string;
  done: string;
  askAgain: (slots: string) => string;
  when: {
    none: string;
    refused: string;
    mendable: string;
    no: (label: string) => string;
    fails: string;
    tooLittleKnown: string;
    is: (slot: string, values: string) => string;
    otherwise: string;
  };
  others: (count: number) => string;
};

const en: ChartWords = {
  begin: 'Begins',
  meant: (intents) => `Somebody means: ${intents}`,
  takesOver: (intents) => `Takes over from: ${intents}`,
  saying: (groups) => `where they say ${groups}`,
  notSaying: (phrases) => `and nothing of: ${phrases}`,
  givesFor: {
    late: 'where the shop makes good for orders that are late',
    damaged: 'where the shop makes good for items that are damaged or wrong',
    missing: 'where the shop makes good for items that are missing',
    'not-received': 'where the shop makes good for orders that never came',
  },
  anyOf: ' / ',
  list: ', ',
  also: ', and ',
  ask: (slot) => `Ask · ${slot}`,
  answer: (kind) => `Answer: ${kind}`,
  kinds: {
    order: 'one of their orders',
    'cancel-reason': 'a reason the shop accepts',
    items: 'items of the order',
    variants: 'another version of each item',
    method: 'a payment method of theirs',
    address: 'an address',
    voucher: 'a voucher code',
    'notice-address': 'an e-mail address, or the one on file',
    product: 'a product',
    variant: 'a version of the product',
    size: 'a size',
    colour: 'a colour',
    remedy: 'one of the ways the shop makes good for it',
    phone: 'a phone number',
    email: 'an e-mail address',
    date: 'a day, or several in a row',
    amount: 'an amount of money',
    company: 'what an invoice shall say of a company',
    text: 'their own words',
  },
  offered: (statuses) => `Offered: ${statuses}`,
  versions: { 'in-stock': 'Offered: those in stock', 'sold-out': 'Offered: those that are sold out' },
  tenses: { past: 'Of the past', future: 'Still to come' },
  refundMethods: 'Offered: how it was paid, and gift cards',
  otherMethods: 'Offered: any but the present one',
  confirm: 'Ask for a yes',
  says: 'Say',
  person: 'A person is offered with it',
  does: (action) => `Do · ${action}`,
  handsOver: 'Hand over to a person',
  branch: 'Which way',
  needs: (level) => `Who may: ${level}, unless the shop says otherwise`,
  levels: {
    anonymous: 'anybody',
    claimed: 'customers who said who they are',
    verified: 'customers who have proved who they are',
  },
  checked: 'The shop’s rules are checked',
  checkedAgain: 'The same rules are checked once more: all may have changed meanwhile.',
  over: 'It is over',
  done: 'The job is done',
  askAgain: (slots) => `Asks again · ${slots}`,
  when: {
    none: 'nothing to choose from',
    refused: 'the shop refuses',
    mendable: 'another answer may do',
    no: (label) => `no: ${label}`,
    fails: 'the shop does not answer',
    tooLittleKnown: 'not known well enough',
    is: (slot, values) => `${slot} is ${values}`,
    otherwise: 'otherwise',
  },
  others: (count) => `and ${count} other ${count === 1 ? 'wording' : 'wordings'}`,
};

const zh: ChartWords = {
  begin: '开始',
  meant: (intents) => `客户想要：${intents}`,
  takesOver: (intents) => `接手自：${intents}`,
  saying: (groups) => `当客户说到${groups}`,
  notSaying: (phrases) => `且没有说：${phrases}`,
  givesFor: {
    late: '当商店对延误的订单有补偿规则',
    damaged: '当商店对损坏或发错的商品有补偿规则',
    missing: '当商店对漏发的商品有补偿规则',
    'not-received': '当商店对未送达的订单有补偿规则',
  },
  anyOf: ' / ',
  list: '、',
  also: '，并且',
  ask: (slot) => `询问 · ${slot}`,
  answer: (kind) => `回答：${kind}`,
  kinds: {
    order: '客户的一个订单',
    'cancel-reason': '商店接受的原因',
    items: '订单中的商品',
    variants: '每件商品的其他款式',
    method: '客户的一种支付方式',
    address: '地址',
    voucher: '优惠码',
    'notice-address': '邮箱，或已登记的邮箱',
    product: '商品',
    variant: '商品的一个款式',
    size: '尺码',
    colour: '颜色',
    remedy: '商店给出的一种补偿方式',
    phone: '电话号码',
    email: '邮箱',
    date: '日期或一段日期',
    amount: '金额',
    company: '发票上的公司信息',
    text: '客户自己的话',
  },
  offered: (statuses) => `可选：${statuses}`,
  versions: { 'in-stock': '可选：有货的款式', 'sold-out': '可选：缺货的款式' },
  tenses: { past: '过去的日期', future: '之后的日期' },
  refundMethods: '可选：原支付方式和礼品卡',
  otherMethods: '可选：当前方式以外的方式',
  confirm: '请客户确认',
  says: '告知',
  person: '同时可选择转人工',
  does: (action) => `执行 · ${action}`,
  handsOver: '转人工',
  branch: '分支',
  needs: (level) => `需要：${level}（商店可另行规定）`,
  levels: { anonymous: '任何人', claimed: '已表明身份的客户', verified: '已验证身份的客户' },
  checked: '核对商店的规则',
  checkedAgain: '再次核对相同的规则：情况可能已有变化。',
  over: '结束',
  done: '办理完成',
  askAgain: (slots) => `重新询问 · ${slots}`,
  when: {
    none: '没有可选项',
    refused: '商店拒绝',
    mendable: '换个回答即可',
    no: (label) => `否：${label}`,
    fails: '商店没有回应',
    tooLittleKnown: '身份核实不够',
    is: (slot, values) => `${slot} 为 ${values}`,
    otherwise: '其他情况',
  },
  others: (count) => `另有 ${count} 种说法`,
};

export const CHART_WORDS: Record<ChartLanguage, ChartWords> = { en, zh };

import type { enAmends, enAmendsRefused } from './en-amends.js';
import { wordings } from './wordings.js';

/** What is said where something went wrong and is made good, in Chinese. */
export const zhAmends: typeof enAmends = {
  amends: {
    late: (id, date, days) => `订单 ${id} 应于${date}前送达，已晚了 ${days} 天。`,
    cameLate: (id, date, days) => `订单 ${id} 应于${date}前送达，实际晚到了 ${days} 天。`,
    noted: (text, date) => `${date}的记录：${text}`,
    refund: (amount) => `退款 ${amount}`,
    credit: (amount) => `${amount} 的礼品卡额度`,
    replacement: '补发',
    creditLine: (amount, card) => `${amount} 已存入 ${card}。`,
    remedy: { refund: '退款', credit: '礼品卡额度', replacement: '补发' },
    askPerson: wordings(
      '这个我不清楚，需要的话可以转人工。我能办理的有：',
      '这一点我无法回答，可以请人工客服告诉您。我可以办理：',
      '人工客服更清楚这个问题，可以转人工。以下是我能办理的：',
    ),
    whichRemedy: wordings(
      '这不在我能提供的方案里，请问您选哪一种？',
      '我这里没有这种方案，请从下面选一种。',
      '没有对上可选的方案，请点选其中一种：',
    ),
    sorry: wordings('对此我很抱歉。', '出了这样的问题，很抱歉。', '很抱歉，这确实不应该。'),
    aboutLate: (id) => `订单 ${id} 晚了`,
    tellMore: wordings(
      '请问是哪个订单，发生了什么？我来看看能怎么处理。',
      '请告诉我发生了什么，或者发订单号，我看看能做什么。',
      '是哪个订单、哪里出了问题？我看看怎么帮您。',
    ),
  },
};

export const zhAmendsRefused: typeof enAmendsRefused = {
  'not-compensated': (id, _status) => `订单 ${id} 该如何补偿，需要人工客服来决定。`,
  'not-late': (id, _status) => `根据记录，订单 ${id} 并没有延误。`,
  'not-arrived': (id, status) => `订单 ${id} 尚未显示送达，当前状态：${status}。`,
  'reported-late': (id, _status) => `订单 ${id} 送达已久，我无法直接处理。`,
  'already-compensated': (id, _status) => `订单 ${id} 已经补偿过一次，我不能再次办理。`,
  'compensation-limit': (_id, _status) => '一年之内我能给您的补偿已经用完。',
  'terms-changed': (_id, _status) => '店铺的补偿方案刚刚有变化。',
};

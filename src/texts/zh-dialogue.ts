import type { Catalogue } from './en.js';
import { wordings } from './wordings.js';

/** What is said where a conversation takes a turn, in Chinese. */
export const zhDialogue: Pick<Catalogue, 'whichOrder' | 'doneMeanwhile'> = {
  whichOrder: wordings('请问您指的是哪个订单？', '是下面哪个订单？', '请告诉我是哪个订单。'),
  doneMeanwhile: (title) =>
    wordings(
      `“${title}”在此期间已经办好了，您无需再做什么。`,
      `“${title}”已经处理完成。`,
      `这里不需要再办理了：“${title}”已完成。`,
    ),
};

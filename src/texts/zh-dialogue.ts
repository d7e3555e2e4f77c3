import type { Catalogue } from './en.js';
import { wordings } from './wordings.js';

/** What is said where a conversation takes a turn, in Chinese. */
export const zhDialogue: Pick<
  Catalogue,
  'whichOrder' | 'pagesSilent' | 'personIfNot' | 'doneMeanwhile' | 'staysRefused' | 'noAnswerHere'
> = {
  whichOrder: wordings('请问您指的是哪个订单？', '是下面哪个订单？', '请告诉我是哪个订单。'),
  pagesSilent: wordings(
    '店铺页面中没有找到相关说明，可以换个说法吗？',
    '店铺页面没有提到这一点，您具体想了解什么？',
    '没有找到与这个问题相符的内容，能再说得具体一些吗？',
  ),
  personIfNot: wordings(
    '如果仍未解决，可以转人工客服。',
    '如果这还不够，人工客服可以继续帮您处理。',
    '还需要帮助的话，可以请人工客服接手。',
  ),
  doneMeanwhile: (title) =>
    wordings(
      `“${title}”在此期间已经办好了，您无需再做什么。`,
      `“${title}”已经处理完成。`,
      `这里不需要再办理了：“${title}”已完成。`,
    ),
  noAnswerHere: wordings('这一点我不清楚。', '这个问题我无法回答。', '这方面我没有可以告诉您的。'),
  staysRefused: (reason) =>
    wordings(`确实无法办理。${reason}`, `原因还是这一点：${reason}`, `这一点我无法改变。${reason}`),
};

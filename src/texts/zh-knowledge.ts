import type { enKnowledge } from './en-knowledge.js';
import { wordings } from './wordings.js';

/** 来自店铺页面的回答。 */
export const zhKnowledge: typeof enKnowledge = {
  knowledge: {
    notSaid: wordings(
      '这一点我不清楚：店铺页面没有写明。人工客服可以告诉您。',
      '店铺页面没有说明这一点，所以我无法回答。人工客服也许知道。',
      '我在店铺页面上没有找到答案，也不想乱猜。需要为您转人工客服吗？',
    ),
    nearest: (title) => `最接近的页面：${title}`,
    inLanguage: (language) =>
      wordings(
        `这一页只有${language}版，原文如下：`,
        `这一页目前只有${language}，我照原文引用：`,
        `这一页还没有译文，${language}原文是：`,
      ),
  },
};

import type { enProduct } from './en-product.js';
import { wordings } from './wordings.js';

/** 商品问题的回答及其来源。 */
export const zhProduct: typeof enProduct = {
  productAnswer: {
    data: (title, lines) =>
      wordings(
        `${title} 的商品资料：\n${lines}`,
        `根据 ${title} 的商品资料：\n${lines}`,
        `${title} 的商品页面写道：\n${lines}`,
      ),
    dataOfSeveral: (lines) =>
      wordings(`商品资料：\n${lines}`, `根据各商品的资料：\n${lines}`, `各商品页面写道：\n${lines}`),
    ofProduct: (title, fact) => `${title}：${fact}`,
    reviews: (title, count, total) =>
      wordings(
        `${title} 的商品页面没有写明。${total} 条评价中有 ${count} 条提到，例如：`,
        `商品资料里没有这一点，不过 ${title} 的 ${total} 条评价中有 ${count} 条谈到：`,
        `关于 ${title}，商品页面没有说明；${total} 条评价里 ${count} 条说到：`,
      ),
    review: (firstName, date) => (firstName === '' ? `顾客评价，${date}` : `${firstName} 的评价，${date}`),
    notSaid: (title) =>
      wordings(
        `${title} 的商品页面没有写明，评价里也没有提到。`,
        `关于 ${title}，商品资料和评价中都没有找到这一点。`,
        `${title} 没有这方面的说明，所以我无法回答。`,
      ),
  },
};

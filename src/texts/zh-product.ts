import type { enProduct } from './en-product.js';
import { wordings } from './wordings.js';

/** 商品问题的回答及其来源。 */
export const zhProduct: typeof enProduct = {
  stockHeader: (title) => `${title} 的库存如下：`,
  stockMore: (count) => `另有 ${count} 种见商品页面。`,
  stockLine: (option, stock) => `${option}：${stock}`,
  productNotFound: wordings(
    '没有找到这个商品。请问叫什么名字，或者是哪一类？',
    '没有匹配的商品，页面上的名称是什么？',
    '我无法确定是哪个商品，请告诉我它的名称。',
  ),
  productFacts: (title) => `${title}：`,
  factLine: (name, value) => `${name}：${value}`,
  factSource: '来自商品页面。',
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
  compare: {
    ends: {
      price: { least: '最便宜', most: '最贵' },
      rating: { least: '评分最低', most: '评分最高' },
      weight: { least: '最轻', most: '最重' },
      size: { least: '最小', most: '最大' },
    },
    end: (title, end, value) =>
      wordings(
        `这几款中 ${title} ${end}：${value}。`,
        `是 ${title}，${end}：${value}。`,
        `${title} ${end}，为 ${value}。`,
      ),
    tie: (titles, value) =>
      wordings(
        `${titles} 不相上下，都是 ${value}。`,
        `${titles} 一样：都是 ${value}。`,
        `${titles} 没有差别，都是 ${value}。`,
      ),
    and: (one, other) => `${one} 和 ${other}`,
    rating: (mean, count) => `${count} 条评价，平均 ${mean} 星（满分 5 星）`,
    notSaid: '未注明',
    unknown: {
      price: wordings('我现在看不到这几款的价格。', '这几款的价格暂时查不到。', '这几款的价格我无法比较。'),
      rating: wordings('这几款都还没有评价。', '还没有人评价过这几款。', '没有评价，所以无法比较。'),
      weight: wordings('这几款的商品页面都没有注明重量。', '页面上没有重量，无法比较。', '这几款都没有写明重量。'),
      size: wordings('这几款的商品页面都没有注明大小。', '页面上没有尺寸，无法比较。', '这几款都没有写明大小。'),
    },
    sideBySide: '以下是它们的对比，来自商品页面：',
    listed: (fact) => `– ${fact}`,
    noneSaid: (titles) =>
      wordings(
        `这几款的商品页面都没有写明：${titles}。`,
        `这几款都没有查到这一点：${titles}。`,
        `这几款都没有相关说明：${titles}。`,
      ),
    noMore: wordings(
      '合适的就这些了，您可以再说说具体需求。',
      '没有其他合适的了，您还在意哪些方面？',
      '同类的就这些。换个说法我再找找。',
    ),
    price: (title, price, was) => `${title}：${price}${was === '' ? '' : `（原价 ${was}）`}`,
    from: (price) => `${price} 起`,
    onlySoMany: (count) =>
      wordings(
        `一共只有 ${count} 款，您指的是哪一款？`,
        `刚才只列出了 ${count} 款，是其中哪一款？`,
        `没有那么多，只有 ${count} 款。您说的是哪一款？`,
      ),
    noneInIt: wordings('这几款都没有这个规格。', '这几款里没有这样的。', '我没有看到这几款有这个规格。'),
  },
};

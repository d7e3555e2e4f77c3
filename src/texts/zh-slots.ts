import type { Catalogue } from './en.js';
import { wordings } from './wordings.js';

/** What is said about values that a customer may write, in Chinese. */
export const zhSlots: Pick<Catalogue, 'slots'> = {
  slots: {
    whichProduct: wordings(
      '有好几件商品符合，您说的是哪一件？',
      '类似的商品不止一件，请问是哪一件？',
      '找到了几件，请选择：',
    ),
    alikeProduct: wordings(
      '没有找到这个名字的商品，是下面这件吗？',
      '没有叫这个名字的商品，是不是下面这些之一？',
      '没找到这个名字，最接近的是：',
    ),
    optionName: (option) => ({ size: '尺码', colour: '颜色', color: '颜色', material: '材质' })[option] ?? option,
    whichOption: (option, title) =>
      wordings(
        `${title} 要哪个${option}？`,
        `${title} 有多种${option}，请问要哪一种？`,
        `还需要知道 ${title} 的${option}。`,
      ),
    inStock: (variant) =>
      wordings(
        `${variant} 现在有货。您说的是别的款式吗？`,
        `${variant} 目前有库存，无需等待。是另一款吗？`,
        `${variant} 现在就能买到，您指的是其他款式吗？`,
      ),
    sizeUnknown: (title) =>
      wordings(
        `${title} 的商品页没有写尺码情况，评价里也没有提到。`,
        `商品页和评价都没有说明 ${title} 的尺码偏大还是偏小。`,
        `没有找到关于 ${title} 尺码的说明，商品页和评价都没提。`,
      ),
    sizeSaid: ({ small, large, true: fits }) =>
      [
        ...(small > 0 ? [`${small} 条说偏小`] : []),
        ...(large > 0 ? [`${large} 条说偏大`] : []),
        ...(fits > 0 ? [`${fits} 条说尺码合适`] : []),
      ].join('，'),
    sizeReviews: (total, said) => `共 ${total} 条评价：${said}。`,
    whichCountry: (postcode) =>
      wordings(
        `${postcode} 不像原来国家的邮编，请问是哪个国家？`,
        `这样的邮编（${postcode}）不属于原来的国家，请问寄到哪个国家？`,
        `请问 ${postcode} 在哪个国家？和之前的国家不一致。`,
      ),
    phone: {
      'too-short': wordings(
        '这个号码位数不够，请核对一下。',
        '号码好像少了几位，请问完整的号码是多少？',
        '这个号码太短了，请发完整的电话号码。',
      ),
      'too-long': wordings(
        '这个号码位数太多，请核对一下。',
        '号码比电话号码多了几位，请问哪个是对的？',
        '这个号码太长了，请再发一次。',
      ),
      'no-such-number': wordings(
        '没有这样的电话号码，请核对一下，并带上国家区号（如 +86…）。',
        '这不像是有效的电话号码，是不是有一位错了，或缺少区号？',
        '这样的号码不存在，请带国家区号再发一次，例如 +86…',
      ),
      'no-country': wordings(
        '请带上国家区号发送号码，例如 +86…',
        '请问是哪个国家的号码？请以区号开头，例如 +86…',
        '我需要带国家区号的号码，例如 +86…',
      ),
      unread: wordings(
        '没有看到电话号码，请问是多少？',
        '这里没有读到电话号码，请只发号码。',
        '没有找到电话号码，请再发一次。',
      ),
    },
    emailUnread: wordings(
      '没有看到邮箱地址，请问是哪个？',
      '这里没有读到邮箱地址，地址里要有 @。请再发一次。',
      '没有找到邮箱，请只发邮箱地址。',
    ),
    dateUnread: wordings(
      '没有看到日期，请问是哪一天？例如“下周五”或“5月3日”。',
      '您指的是哪天？写“明天”或“5月12日”都可以。',
      '没有读到日期，请写一个，例如“周一”或“5月3日到7日”。',
    ),
    dateNotPast: (day) =>
      wordings(
        `${day}还没到，请问是哪一天的事？`,
        `${day}还在后面，请问当时是哪天？`,
        `需要过去的日期，${day}还没到。是哪一天？`,
      ),
    dateNotFuture: (day) =>
      wordings(
        `${day}已经过了，请问要哪一天？`,
        `${day}是过去的日期，您方便哪天？`,
        `需要之后的日期，${day}已过。请问哪天？`,
      ),
    dateSpan: (from, to) => `${from}至${to}`,
    amountUnread: wordings(
      '没有看到金额，请问是多少？',
      '您指的是多少？写数字就可以。',
      '没有读到金额，请用数字写一下。',
    ),
    otherCurrency: (written, example) =>
      wordings(
        `本店不用 ${written} 这种货币结算，请按 ${example} 的形式告诉我金额。`,
        `${written} 不是本店的货币，我不做换算。请写成 ${example} 这样。`,
        `只能接受 ${example} 这样的金额，不能用 ${written}。请问是多少？`,
      ),
  },
};

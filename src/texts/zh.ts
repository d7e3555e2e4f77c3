import type { Catalogue } from './en.js';
import { wordings } from './wordings.js';
import { zhAmends } from './zh-amends.js';
import { zhCode } from './zh-code.js';
import { zhDialogue } from './zh-dialogue.js';
import { zhFlow } from './zh-flow.js';
import { zhInvoice } from './zh-invoice.js';
import { zhKnowledge } from './zh-knowledge.js';
import { zhNewsletter } from './zh-newsletter.js';
import { zhPrivacy, zhPrivacyHandoff } from './zh-privacy.js';
import { zhProduct } from './zh-product.js';
import { zhRating } from './zh-rating.js';
import { zhRefund } from './zh-refund.js';
import { zhSlots } from './zh-slots.js';
import { zhTone } from './zh-tone.js';
import { zhVoucher } from './zh-voucher.js';
import { zhWatch } from './zh-watch.js';

/** Chinese, in simplified characters: polite (您), short, without exclamation marks and promises. */
export const zh: Catalogue = {
  locale: (language) => (language.startsWith('zh-') ? language : 'zh-CN'),

  introduction: (shopName, atAnyTime) =>
    `我是${shopName}的智能助手，是机器人。我可以帮您查询信息，${atAnyTime ? '您也可以随时转人工' : '我帮不上的会转人工'}。`,
  greeting: wordings('您好，请问有什么可以帮您？', '您好，需要我帮您做什么？', '您好，想了解什么？'),
  farewell: wordings(
    '再见。需要时可以随时回到这里继续。',
    '再见，这里的对话会为您保留。',
    '好的，再见。有需要随时留言。',
  ),
  thanked: wordings('不客气。还有其他需要吗？', '应该的，还有什么可以帮您？', '不用谢，有问题随时告诉我。'),
  help: wordings(
    '我可以查询和取消订单、办理退货和换货、解答店铺政策、查询商品和库存、推荐商品，也可以为您转人工。',
    '您可以让我查订单、取消或修改订单、退货换货、看政策和商品库存，或者转人工。',
    '订单、退换货、店铺政策、商品和库存我都可以处理，其他问题我为您转人工。',
  ),
  botQuestion: (shopName) => `我是机器人，${shopName}的智能助手。我可以查询订单、政策和商品，也可以为您转人工。`,
  nothingToConfirm: wordings(
    '目前没有需要确认的操作。请问您需要什么？',
    '我还没有向您提问。请告诉我您想做什么。',
    '现在没有待确认的内容，您想办理什么？',
  ),
  nothingToDrop: wordings('好的，没有做任何更改。', '明白，一切保持不变。', '好的，什么都没有改动。'),
  outOfScope: (shopName) =>
    wordings(
      `这个问题我帮不上忙。我可以解答${shopName}的订单、配送、退换货和商品问题。`,
      `抱歉，这超出了我的范围。我了解的是${shopName}的订单、配送、退换货和商品。`,
      `这个我回答不了，您可以问我${shopName}的订单、配送、退换货或商品。`,
    ),
  rephrase: wordings(
    '我没有理解您的意思。可以换个说法，或者从下面选一项吗？',
    '抱歉，我不确定您的意思。是下面哪一项，或者能换种方式说明吗？',
    '我还是没看明白。请说得简短一些，或从下面选择。',
  ),
  didYouMean: wordings('您是指下面哪一项？', '请问是哪一项？', '这句话有两种理解，请选择一项。'),
  waitingNoted: wordings(
    '已记录。人工客服接入后会看到全部内容。',
    '已为人工客服记下。',
    '这条也记下了，人工客服会看到。',
  ),
  waitingStill: wordings(
    '已通知人工客服，会在这里回复您。具体什么时候，我无法得知。',
    '您仍在等候人工客服。需要多久我不清楚，他们会在此回复。',
    '还在为您等候人工客服，接入后会直接在这里回复您。',
  ),

  askProof: (ways) =>
    wordings(
      `请先让我确认是您本人，请提供${ways}。`,
      `为确认是您本人，请发送${ways}。`,
      `在此之前需要核实是您本人，请提供${ways}。`,
    ),
  askProofRest: (missing) =>
    wordings(`谢谢。还需要${missing}。`, `收到，请再提供${missing}。`, `好的，现在只差${missing}。`),
  proofByCode: '如果只有其中一项，我可以发送邮件验证码。',
  proofByOrder: '订单号和下单邮箱或收货邮编',
  proofWays: {
    email: '您账户的邮箱地址',
    'name-and-postcode': '您的姓名和邮编',
    'order-and-email': '订单号和下单邮箱',
    'order-and-postcode': '订单号和收货邮编',
    'email-code': '您的邮箱地址或订单号，我会发送邮件验证码',
    'signed-in': '一条登录账户后的消息',
  },
  proofParts: {
    orderNumber: '订单号',
    email: '邮箱地址',
    postcode: '邮编',
    emailOrPostcode: '下单邮箱或收货邮编',
    name: '您的姓名',
  },
  or: '，或',
  comma: '、',
  sentenceGap: '',
  proofFailed: wordings(
    '这些信息与订单不符。请核对后重新发送。',
    '信息仍然对不上。请查看订单确认邮件后再发一次。',
    '还是没有匹配到，是否有输入错误？',
  ),
  ...zhCode,
  proofThanks: (firstName) => `谢谢，${firstName}，信息已核实。`,

  noOrders: wordings('您的账户中没有订单。', '您的账户里暂时没有订单。', '我没有在您的账户中找到订单。'),
  yourOrders: (count) => (count === 1 ? '您有一个订单：' : `您最近的 ${count} 个订单：`),
  orderNotYours: wordings(
    '在您的订单中没有找到这个订单号。',
    '您的订单里没有这个号码，是否有一位写错了？',
    '这个号码不在您的订单中，请再核对一下。',
  ),
  orderLine: (orderId, status, date) => (date === '' ? `${orderId} · ${status}` : `${orderId} · ${status} · ${date}`),
  status: {
    pending: '备货中',
    processed: '已打包',
    shipped: '运输中',
    delivered: '已送达',
    cancelled: '已取消',
    'return-requested': '已申请退货',
    returned: '已退货',
    'exchange-requested': '已申请换货',
  },
  track: {
    pending: (id, expected) =>
      expected === '' ? `订单 ${id} 正在备货，尚未发出。` : `订单 ${id} 正在备货，尚未发出，预计 ${expected}前送达。`,
    processed: (id, expected) =>
      expected === ''
        ? `订单 ${id} 已打包，等待快递揽收。`
        : `订单 ${id} 已打包，等待快递揽收，预计 ${expected}前送达。`,
    shipped: (id, expected) =>
      expected === '' ? `订单 ${id} 正在运输中。` : `订单 ${id} 正在运输中，预计 ${expected}前送达。`,
    late: (id, expected) => `订单 ${id} 正在运输中，但已延误：原定 ${expected}前送达。`,
    delivered: (id, date) => (date === '' ? `订单 ${id} 已送达。` : `订单 ${id} 已于 ${date}送达。`),
    cancelled: (id, date) => (date === '' ? `订单 ${id} 已取消。` : `订单 ${id} 已于 ${date}取消。`),
    'return-requested': (id, _date) => `订单 ${id} 的退货正在处理中。`,
    returned: (id, _date) => `订单 ${id} 已退货。`,
    'exchange-requested': (id, _date) => `订单 ${id} 的换货正在处理中。`,
  },
  lastMilestone: (text, date) => `最新动态，${date}：${text}`,
  lateOffer: '人工客服可以帮您向快递查询。',

  actionDone: '已办理完成。',
  chargeLine: (amount, method) => `已从${method}扣除 ${amount}。`,

  ...zhDialogue,
  ...zhFlow,
  ...zhSlots,
  ...zhAmends,
  ...zhPrivacy,
  ...zhRating,
  ...zhRefund,

  ...zhVoucher,

  ...zhWatch,
  ...zhNewsletter,
  ...zhKnowledge,
  ...zhProduct,

  ...zhInvoice,

  ...zhTone,

  recommendIntro: (count) =>
    count === 1
      ? wordings('这款适合：', '找到一款合适的：', '您看这款怎么样：')
      : wordings('这些适合：', '找到几款合适的：', '您看看这些：'),
  recommendLimit: (count, limit) => (count === 1 ? `这款适合，且不超过 ${limit}：` : `这些适合，且不超过 ${limit}：`),
  recommendNothing: wordings(
    '店里没有找到合适的商品。',
    '没有符合的商品，能换个方式描述吗？',
    '这里没有找到类似的商品。',
  ),
  recommendNothingUnder: (limit) => `没有找到 ${limit} 以内的合适商品。`,
  recommendNot: '在这家店我不能推荐商品，但可以告诉您哪些有货。',
  reason: {
    similar: (to, shared) => `与 ${to} 相似：${shared}`,
    matches: (words) => `符合 ${words}`,
    wellRated: (rating, count) => `${count} 条评价，评分 ${rating}/5`,
    goesWith: (title, shared) => `可搭配 ${title}：${shared}`,
    goesWithOrder: (title, shared) => `可搭配您买过的 ${title}：${shared}`,
    listed: (under) => `分类：${under}`,
    reduced: (was) => `原价 ${was}`,
    under: (limit) => `不超过 ${limit}`,
  },
  stock: {
    'in-stock': (_count) => '有货',
    low: (count) => (count === 1 ? '仅剩最后一件' : `仅剩 ${count} 件`),
    out: (_count) => '已售罄',
  },

  handoff: {
    'asked-for-a-person': wordings(
      '正在为您转人工客服。以上内容对方都能看到，您不必重复。',
      '接下来由人工客服为您服务，对方能看到以上内容。',
      '我来请人工客服接入，您写的内容对方都能看到。',
    ),
    'not-understood': wordings(
      '我还是没有理解，正在为您转人工客服。对方能看到以上内容。',
      '这个我没能看懂，由人工客服来处理，对方能看到以上内容。',
      '这超出了我的理解，正在转给人工客服，以上内容都会保留。',
    ),
    'failed-proofs': wordings(
      '我无法核对您的信息，正在为您转人工客服。',
      '信息没有匹配上，由人工客服为您处理。',
      '我核对不了这些信息，接下来由人工客服帮您。',
    ),
    'needs-a-person': wordings(
      '这需要人工处理。我会把您说的内容一并转交。',
      '这件事由人工客服办理，您说的内容对方都会看到。',
      '正在转给人工客服，您告诉我的内容会一并转达。',
    ),
    complaint: wordings(
      '很抱歉给您带来不便。人工客服会处理，对方能看到以上内容。',
      '对此我很抱歉，我会连同以上内容转给人工客服。',
      '这确实没有做好，抱歉。接下来由人工客服为您处理。',
      '人工客服会处理这件事，对方能看到以上内容。',
      '我把这件事连同以上内容转给人工客服。',
    ),
    abuse: wordings(
      '接下来由人工客服为您服务，对方能看到以上内容。',
      '这里交给人工客服，以上内容对方都能看到。',
      '后面由人工客服答复，以上内容都会保留。',
    ),
    'privacy-request': zhPrivacyHandoff,
    'action-failed': wordings(
      '店铺系统没有响应，因此没有做任何更改。人工客服会为您办完。',
      '店铺系统没有回应，没有任何改动，人工客服会继续处理。',
      '系统暂时无响应，没有做任何更改，正在转给人工客服。',
    ),
    'foreign-language': wordings(
      '我只能读懂中文和英文，正在为您转人工客服。',
      '我能看懂的只有中文和英文，由人工客服为您服务。',
      '我读不懂这种语言，正在请人工客服接入。',
    ),
  },
  handoffOffer: '转人工客服',
  handoffNotYet: wordings(
    '我办不了的事会转给人工客服。请问是什么问题？',
    '请先告诉我是什么事，我帮不上时会由人工接手。',
    '我不能办的会交给人工客服。您需要什么？',
  ),
  reportHeard: wordings('这种情况不应该发生。', '确实不该这样。', '这是我们应该改正的问题。'),
  foreignLanguage: wordings(
    '我只能读懂中文和英文，请用其中一种语言书写。',
    '我能看懂的是中文和英文，可以换成其中一种吗？',
    '我读不懂这种语言，请用中文或英文。',
  ),
  understandingDown: '我暂时无法正常读取消息，正在为您转人工客服。您写的内容不会丢失。',
};

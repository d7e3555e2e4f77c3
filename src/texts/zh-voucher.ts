import type { enVoucher, enVoucherRefused } from './en-voucher.js';
import { wordings } from './wordings.js';

/** 关于优惠码的说法。 */
export const zhVoucher: typeof enVoucher = {
  voucher: {
    unknown: (code) =>
      wordings(
        `没有找到您可用的优惠码 ${code}。字母 O 和数字 0 容易混淆，请再核对一下。`,
        `这里没有可以使用的优惠码 ${code}，请逐个字符再看一遍。`,
        `我不认识优惠码 ${code}，会不会有输入错误？`,
      ),
    'not-yet': (code, from) =>
      wordings(
        `${code} 还未生效，从${from}起可用。`,
        `${code} 从${from}开始有效，之前无法使用。`,
        `优惠码 ${code} 要到${from}才能用。`,
      ),
    expired: (code, to) =>
      wordings(
        `${code} 已过期，有效期到${to}。`,
        `${code} 在${to}已截止，所以现在无法使用。`,
        `优惠码 ${code} 的最后有效日是${to}。`,
      ),
    used: (code, orderId) => {
      const where = orderId === '' ? '您已经用过' : `您已在订单 ${orderId} 中使用`;
      return wordings(
        `${code} 只能使用一次，${where}。`,
        `每位顾客只能用一次 ${code}，${where}。`,
        `${code} 已用完：限用一次，${where}。`,
      );
    },
    alone: (code, beside) =>
      wordings(
        `${code} 不能与订单中已有的 ${beside} 同时使用。`,
        `订单已使用 ${beside}，${code} 不能叠加。`,
        `两个码只能用一个：${code} 不能和 ${beside} 一起用。`,
      ),
    'other-items': (code, what) =>
      wordings(
        `${code} 仅适用于${what}，而订单中没有这类商品。`,
        `${code} 只限${what}使用，订单里没有符合的商品。`,
        `订单中没有商品可用 ${code}：它只适用于${what}。`,
      ),
    'too-little': (code, minimum, sum) =>
      wordings(
        `${code} 需满 ${minimum}，符合条件的商品共 ${sum}。`,
        `适用 ${code} 的商品共 ${sum}，满 ${minimum} 才能使用。`,
        `使用 ${code} 需要满 ${minimum}，目前符合的金额为 ${sum}。`,
      ),
    'nothing-off': (code) =>
      wordings(
        `${code} 对这个订单没有可减的金额。`,
        `这个订单已没有可由 ${code} 抵扣的金额。`,
        `使用 ${code} 不会改变这个订单的金额。`,
      ),
    open: (code, terms) =>
      wordings(
        `${code} 有效。${terms === '' ? '我没有看到不能使用的原因。' : terms}`,
        `这个码没问题，${code} 可以使用。${terms}`,
        `就我所见，${code} 可以用。${terms}`,
      ),
    unreduced: (what) => (what === '' ? '未打折的商品' : `未打折的${what}`),
    terms: {
      minimum: (amount) => `需满 ${amount}。`,
      only: (what) => `仅适用于${what}。`,
      alone: '不能与其他优惠码同时使用。',
      once: '每位顾客限用一次。',
      until: (date) => `有效期到${date}。`,
    },
    whichCode: wordings(
      '没有看到优惠码，请按原样输入字母和数字。',
      '请问是哪个优惠码？请逐个字符抄写。',
      '我没能认出优惠码，它具体是怎么写的？',
    ),
    tooMany: wordings(
      '短时间内尝试的优惠码太多，一小时后我可以再查；现在可以由人工帮您。',
      '一次试的码太多了，一小时内我不再查询，人工客服可以帮您查看。',
      '一小时内我无法再检查其他优惠码，可以请人工处理。',
    ),
    tooLate: wordings(
      '优惠码需在下单时使用，本店不支持事后补用。人工客服可以看看还有什么办法。',
      '下单之后本店不能再补用优惠码，需要的话可以请人工查看。',
      '订单提交后无法再加优惠码，也许人工客服有别的办法。',
    ),
  },
};

export const zhVoucherRefused: typeof enVoucherRefused = {
  'voucher-unknown': (_id, _status) => '没有找到您可用的这个优惠码。',
  'voucher-not-yet': (_id, _status) => '该优惠码还未生效。',
  'voucher-expired': (_id, _status) => '该优惠码已过期。',
  'voucher-used': (_id, _status) => '该优惠码您已经用过。',
  'voucher-alone': (id, _status) => `该优惠码不能与订单 ${id} 已有的优惠同时使用。`,
  'voucher-other-items': (id, _status) => `订单 ${id} 中没有适用该优惠码的商品。`,
  'voucher-too-little': (id, _status) => `订单 ${id} 未达到该优惠码要求的金额。`,
  'voucher-nothing-off': (id, _status) => `该优惠码对订单 ${id} 没有可减的金额。`,
  'voucher-too-late': (id, _status) => `订单 ${id} 已不能再使用优惠码。`,
};

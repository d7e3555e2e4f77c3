import type { Catalogue } from './en.js';
import { wordings } from './wordings.js';
import { zhAmendsRefused } from './zh-amends.js';
import { zhVoucherRefused } from './zh-voucher.js';

/** What flows say beside their own texts, in Chinese. */
export const zhFlow: Pick<Catalogue, 'flow' | 'refused' | 'notDelivered'> = {
  flow: {
    reasonNotAccepted: (reasons) =>
      wordings(
        `店铺只接受以下原因：${reasons}。请问是哪一个？`,
        `需要从店铺的原因中选择：${reasons}。哪个合适？`,
        `原因必须是以下之一：${reasons}。请选择。`,
      ),
    whichItems: wordings(
      '在这个订单中没有找到您说的商品。请问是哪些？',
      '这似乎不是该订单的商品，请问是哪些？',
      '没有对应到该订单的商品，请从下面选择。',
    ),
    allItems: '全部商品',
    howMany: (item) => wordings(`${item}：请问是几件？`, `请问 ${item} 有几件？`, `${item} 是全部，还是其中几件？`),
    cannotAdd: wordings(
      '已下的订单无法再添加商品，需要的话请另下一单。',
      '订单提交后不能再加商品，请重新下单购买。',
      '这个订单不能加购，想要的商品需要单独下单。',
    ),
    cannotRemove: wordings(
      '无法从订单中去掉某一件商品，只能换成同款的其他规格。',
      '订单里的单件商品不能删除，但可以换成同款的其他规格。',
      '不能只去掉其中一件，可以做的是换成同款的其他规格。',
    ),
    noSuchOption: (option, title) =>
      wordings(
        `${title} 没有 ${option}。可以选择：`,
        `抱歉，${title} 不出 ${option}，以下款式有货：`,
        `${title} 没有 ${option} 可选，请看看这些：`,
      ),
    insteadOf: (item) => `替换 ${item}：`,
    whichVariant: (title) =>
      wordings(
        `没有找到 ${title} 的这个款式。可以选择：`,
        `${title} 没有这个款式，以下款式有货：`,
        `没有对应到 ${title} 的款式，请选择：`,
      ),
    soldOut: (variant) =>
      wordings(
        `${variant} 已售罄。可以换成别的吗？`,
        `${variant} 没有库存了，您想要哪个其他款式？`,
        `抱歉，${variant} 已经卖完，还有其他想要的款式吗？`,
      ),
    whichMethod: wordings(
      '在您的支付方式中没有找到这一项。请问用哪一种？',
      '这似乎不是您的支付方式，请问选哪一种？',
      '没有对应到支付方式，请从下面选择。',
    ),
    difference: (amount, sign) => {
      if (sign === 0) return '价格不变。';
      return sign > 0 ? `需补差价 ${amount}。` : `价格减少 ${amount}。`;
    },
    addressParts: { line1: '街道和门牌号', city: '城市', postcode: '邮编' },
    addressMisses: (parts) =>
      wordings(
        `没有读到${parts}。请用逗号分开写出完整地址：街道和门牌号，城市，邮编。`,
        `还缺少${parts}。请按此格式填写：街道和门牌号，城市，邮编。`,
        `地址里没有看到${parts}，请再发一次，用逗号分开：街道和门牌号，城市，邮编。`,
      ),
    stuck: wordings(
      '我还是没能读懂。可以转人工，或者先放下这件事。',
      '我一直没看明白，要转人工，还是先不办理？',
      '这个我无法识别，人工客服可以帮您，也可以先放下。',
    ),
    wholeOnly: wordings(
      '订单只能整单取消，不能只取消其中一部分。',
      '我只能取消整个订单，无法只取消其中几件。',
      '只能取消整单；不想要的商品，收到后可以退货。',
    ),
    drop: '先不办理',
    dropped: (title) =>
      wordings(
        `好的，先不办理“${title}”，没有做任何更改。`,
        `“${title}”已放下，一切不变。`,
        `明白，不办理“${title}”了，没有改动。`,
      ),
    backTo: (title) => wordings(`继续办理：${title}。`, `接着刚才的：${title}。`, `回到：${title}。`),
    finishFirst: wordings(
      '我们先完成一件已经开始的事吧。',
      '现在有几件事同时在办，请先完成其中一件。',
      '一件一件来，先把已经开始的办完。',
    ),
  },
  notDelivered: {
    'return-requested': (id) => `订单 ${id} 的退货已经受理。`,
    returned: (id) => `订单 ${id} 已经退货。`,
    'exchange-requested': (id) => `订单 ${id} 的换货已经受理。`,
    cancelled: (id) => `订单 ${id} 已取消，没有可以退换的商品。`,
  },
  refused: {
    'not-found': (_id, _status) => '在您的订单中没有找到该订单。',
    'not-pending': (id, status) => `订单 ${id} 已无法修改或取消，当前状态：${status}。`,
    'not-delivered': (id, status) => `订单 ${id} 暂时无法退换，当前状态：${status}。送达后即可办理。`,
    'already-changed': (id, _status) => `订单 ${id} 的商品已修改过一次。每个订单只能修改一次，之后不能再改动。`,
    'too-late': (id, _status) => `订单 ${id} 已超过退换期限。`,
    'reason-not-accepted': (_id, _status) => '店铺不接受这个取消原因。',
    'nothing-chosen': (_id, _status) => '没有选择任何商品。',
    'unknown-item': (id, _status) => `订单 ${id} 中没有这么多该商品。`,
    'other-product': (_id, _status) => '只能换成同一商品的其他款式。',
    'same-variant': (_id, _status) => '这与您现有的款式相同。',
    'not-available': (_id, _status) => '该款式已售罄。',
    'unknown-method': (_id, _status) => '这不是您的支付方式。',
    'same-method': (_id, _status) => '订单已经使用这种方式支付，请选择另一种。',
    'method-not-allowed': (_id, _status) => '款项只能原路退回，或退到礼品卡。',
    'balance-too-low': (_id, _status) => '礼品卡余额不足。',
    'too-many-addresses': (_id, _status) => '此聊天一小时内已登记多个邮箱，暂时不能再增加新的邮箱。',
    'no-watch': (_id, _status) => '这里没有登记过到货通知，所以不需要取消。',
    ...zhVoucherRefused,
    ...zhAmendsRefused,
  },
};

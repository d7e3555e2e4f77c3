import type { enInvoice } from './en-invoice.js';
import { wordings } from './wordings.js';

/** 发票。 */
export const zhInvoice: typeof enInvoice = {
  invoice: {
    here: (id) =>
      wordings(
        `这是订单 ${id} 的发票。链接一天内有效，需要时可以再向我索取。`,
        `订单 ${id} 的发票在这个链接里，24 小时内可打开。`,
        `点开即可查看订单 ${id} 的发票，可打印或保存，链接有效期为一天。`,
      ),
    open: (id) => `发票 ${id}`,
    which: wordings('需要哪个订单的发票？', '请问是下面哪个订单的发票？', '请告诉我是哪个订单。'),
    title: (id) => `订单 ${id} 的发票`,
    order: '订单',
    placed: '下单日期',
    shipped: '发货日期',
    status: '状态',
    vatId: (id) => `增值税号 ${id}`,
    item: '商品',
    quantity: '数量',
    price: '单价',
    sum: '金额',
    shipping: '运费',
    discount: (code) => `优惠码 ${code}`,
    takenOff: '已因退款扣除',
    total: '合计',
    net: '其中不含税金额',
    vat: (percent) => `其中增值税（${percent}%）`,
    rounding: '价格均含增值税。不含税金额按合计计算并四舍五入，其余为增值税。',
    cancelled: (date) => (date === '' ? '该订单已取消。' : `该订单已于${date}取消。`),
    refunded: (amount, date) => (date === '' ? `已退款 ${amount}。` : `已于${date}退款 ${amount}。`),
    foot: (shopName) => `${shopName} 感谢您的订购。`,
    over: '此发票链接已失效',
    askAgain: '请在聊天中重新索取：发票链接一天内有效。',
  },
};

/**
 * What shops and their customers write in Chinese, and the English word a page has for it: one row, one meaning. With
 * it words that mean one thing are one search term, and a Chinese question finds an English page.
 */
const MEANINGS = `
  shipping-cost 运费 邮费 快递费 配送费 包邮 免运费 配送费用 邮资
  delivery 配送 送货 送达 派送 投递 寄到 寄送 发货 送到 送
  arrive 收到 到货 能到
  parcel 包裹 快递件 快件
  carrier 快递公司 承运商 快递员 物流公司 快递 DHL
  tracking 物流 单号 物流单号 跟踪 查件
  express 快速配送 加急 特快 急件 快速
  standard 标准
  locker 快递柜 自提柜
  pickup-point 自提点 代收点
  sign-delivered 签收
  weekend 周末
  saturday 周六 星期六
  sunday 周日 星期天 星期日
  customs-duties 关税 税费 清关
  return 退货 退回 退掉 寄回 退
  refund 退款 退钱 到账
  exchange 换货 更换 调换 换
  size 尺码 码数 码 号码 大小
  larger 大一码 大一号 大一点
  smaller 小一码 小一号
  half-sizes 半码
  label 吊牌
  unworn 未穿过 没穿过 穿过
  worn 破损 坏了 坏的 损坏 破了
  damaged 损坏 坏了 坏的 破损
  wrong 发错 错货 发错货
  cancel 取消 撤单
  order 订单 下单 下的单
  change 修改 更改 改
  address 地址
  delivery-address 收货地址
  payment pay 付款 支付 付钱 刷卡
  charged 扣款 扣钱 扣费
  twice-charges 两次 两笔 重复扣款
  card 银行卡 信用卡 借记卡
  credit-card 信用卡
  debit-card 借记卡
  transfer 转账 汇款
  instalments 分期
  invoice 发票 开票 账单
  download-pdf 下载
  voucher 优惠券 折扣券 代金券 优惠
  code 优惠码 折扣码 券码 促销码
  refused 用不了 不能用 无效 拒绝
  discount 折扣 打折 优惠 便宜
  students 学生
  sales 促销 大促 大促销 活动
  price-difference 差价 降价 补差
  gift 礼物 送礼
  gift-card 礼品卡 礼卡 购物卡
  wrap 包装 礼品包装 包起来
  message-card 贺卡 留言
  balance 余额
  valid 有效期 有效 能用几年 过期 到期
  points 积分 会员分
  spending 使用 怎么用 抵
  levels 等级 升级 金卡 银卡 铜卡
  gold 金卡
  account 账户 账号 帐号 帐户
  password 密码
  forgotten 忘记 忘了
  locked 锁定 锁住 被锁
  login sign-in 登录 登陆
  register-sign-up 注册 开通
  e-mail 邮箱 邮件 电子邮件 电邮
  merge 合并
  saved 保存 存
  chats 聊天 聊天记录 对话
  data 数据 资料 信息 隐私
  delete 删除 注销 删掉
  copy 副本
  newsletter 电子报 广告邮件 促销邮件 订阅 推送
  unsubscribe 退订 取消订阅 不想再收到
  text-messages 短信
  store 门店 实体店 店里 店面 店 分店
  opening-hours 营业时间 几点开门 几点关门 开门 关门
  telephone 电话
  dogs 狗
  parking 停车 停车场 停车位
  wheelchair-accessible 轮椅 无障碍
  fitting-rooms 试衣间 试穿
  someone-else-collect 代取 代我 帮我取 代领
  collect 自提 取货 到店自提
  warranty 保修 质保 保修期
  repair 维修 修理 修 修补
  resole 换底
  zip 拉链
  backpack 背包 双肩包
  boots 靴子 登山靴
  shoes 鞋 鞋子
  trousers 裤子
  jacket 夹克 外套 冲锋衣
  socks 袜子
  gloves 手套
  hats 帽子
  tent 帐篷
  candles 蜡烛
  rug 地毯
  foot 脚长 脚
  chest 胸围
  waist 腰围
  cm 厘米 公分
  sold-out 售罄 没货 卖完 缺货
  restock 补货 到货通知
  confirmation 确认
  checkout 结账 结算
  cart 购物车
  minimum 最低
  business 企业 公司
  vat 增值税
  neighbour 邻居
  home 家里 在家
  late 延误 迟到 晚到
  missing 丢失 丢了 没拿到 没收到
  countries 国家
  eu 欧盟
  netherlands 荷兰
  belgium 比利时
  germany 德国
  france 法国
  paris-france 巴黎
  ireland 爱尔兰
  spain 西班牙 马德里 巴塞罗那
  portugal 葡萄牙 里斯本
  italy 意大利 罗马 米兰
  austria 奥地利 维也纳
  denmark 丹麦
  luxembourg 卢森堡
  united-kingdom 英国 伦敦
  norway 挪威
  switzerland 瑞士
  china 中国
  amsterdam 阿姆斯特丹
  galway 高威
  munich 慕尼黑
  warehouse 仓库
  bot 机器人
  human-agent 客服 人工
  birthday 生日
  review 评价 评论
  free 免费
  working-days 工作日
  receipt 收据 小票
`
  .trim()
  .split('\n')
  .map((row) => row.trim().split(' '));

/** Longest first, so that "收货地址" is not read as an address of something. */
const WORDS = new Map(
  MEANINGS.flatMap(([meaning = '', ...words]) => words.map((word) => [word, meaning.replaceAll('-', ' ')] as const)),
);
const KNOWN = new RegExp([...WORDS.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu');

/** Grammar and politeness: says nothing of what is asked for. */
const LITTLE =
  /请问|请|你们|我们|他们|您|你|我|的|了|吗|呢|吧|啊|呀|么|是否|是不是|有没有|能不能|可不可以|可以|能否|怎么办|怎么样|怎么|如何|什么|多少|多久|几天|哪里|哪张|哪个|哪|一下|还是|还|就|都|和|或者|或|在|到|把|被|给|让|帮|要|想|会|能|是|有|那|这|行|不|也|再|从|为|与|及|后|时|内|上/gu;

/** Its words as English ones where they are known, the rest as it was, little words left out. */
export function readChinese(text: string): string {
  return text.replace(KNOWN, (word) => ` ${WORDS.get(word) ?? ''} `).replace(LITTLE, ' ');
}

export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

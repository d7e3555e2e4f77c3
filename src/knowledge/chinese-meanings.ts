/**
 * What shops and their customers write and say in Chinese, and the English words a page has for it: one row, one
 * meaning. With it words that mean one thing are one search term, and a Chinese question finds an English page.
 */
export const CHINESE_MEANINGS = `
  shipping-cost 运费 邮费 快递费 配送费 包邮 免运费 配送费用 邮资 免邮 寄费
  delivery 配送 送货 送达 派送 投递 寄送 发货 送 寄给 送不 寄不 发不 送货上门 寄
  delivery-destination 送哪 寄哪 发哪 配送到 配送范围 送不到 寄不到 寄到 送到 寄去 寄往 寄过来 送去 送过来 发往 发到 发去 发过来 运到 送得到 寄得到
  arrive 收到 到货 能到 到手 会到
  parcel 包裹 快递件 快件
  carrier 快递公司 承运商 快递员 物流公司 快递 DHL 快递小哥 哪家快递 什么快递
  tracking 物流 单号 物流单号 跟踪 查件 到哪了 走到哪 到哪儿了 查快递
  express 快速配送 加急 特快 急件 快速 最快 急用 急着 次日达
  standard 标准
  locker 快递柜 自提柜 储物柜 丰巢
  pickup-point 自提点 代收点 驿站 代收
  sign-delivered 签收 妥投
  weekend-saturday-sunday 周末 双休
  saturday 周六 星期六 礼拜六
  sunday 周日 星期天 星期日 礼拜天 礼拜日
  customs-duties 关税 税费 清关 海关 上税 报关 交税 税
  return 退货 退回 退掉 寄回 退 退还 退回去
  refund 退款 退钱 到账 钱退 退我钱 的钱
  exchange 换货 更换 调换 换
  size 尺码 码数 码 号码 大小 多大 正码 几码
  larger 大一码 大一号 大一点 大一些 大一号的 大的 大点
  smaller 小一码 小一号 小的 小点
  half-sizes 半码 码半 号半
  label 吊牌 标签
  unworn 未穿过 没穿过 穿过 未使用 没用过 用过 洗过 试过 穿着
  worn 破了 破 裂 磨 断 开线 开胶 掉了 漏 磨破 穿破 磨损 磨没
  damaged 损坏 坏了 坏的 破损 坏 脏污
  wrong 发错 错货 发错货
  cancel 取消 撤单 撤销 撤回 撤 退单 不买了 不想要
  order 订单 下单 下的单 单子 这单 那单
  change 修改 更改 改 换成 改成 填错 写错
  address 地址 哪条街 哪条路 什么位置
  delivery-address 收货地址
  payment pay 付款 支付 付钱 付 花呗 支付宝 微信支付 微信付
  charged 扣款 扣钱 扣费 刷了 扣了 收了
  twice-charges 两次 两笔 重复扣款 两回 两遍 双倍扣
  card 银行卡 刷卡
  credit-card 信用卡
  debit-card 借记卡
  transfer 转账 汇款
  instalments 分期 分几个月 分几次 分几期 月付 慢慢还 分三期
  invoice 发票 开票 账单 票据 报销 抬头
  download-pdf 下载
  voucher 优惠券 折扣券 代金券 券
  code 优惠码 折扣码 券码 促销码 码不对 输码
  refused 用不了 不能用 无效 拒绝 说不行 没反应 失效 不管用 不好使 不认
  discount 折扣 打折 优惠 便宜
  students 学生 学生证
  sales 促销 大促 大促销 活动 搞活动 做活动
  price-difference 差价 降价 补差 便宜了 跌价 掉价 买贵 买亏
  gift 礼物 送礼 送人 礼品
  gift-card 礼品卡 礼卡 购物卡
  wrap 包装 礼品包装 包起来 包漂亮 包好看 包一下
  message-card 贺卡 留言 祝福 写几句 字条
  balance 余额 还剩 剩多少 还有多少
  valid 有效期 有效 能用几年 过期 到期 作废 清零 用到什么时候
  points 积分 会员分 攒分 的分 多少分 送分 加分 扣分 补分 几分 分数
  spending 使用 怎么用 抵 干嘛 干什么 有什么用 有啥用 做什么 换什么 用处 用途 怎么花
  levels 等级 升级 铜卡 会员 好处 权益 特权 福利
  gold 金卡 金牌
  account 账户 账号 帐号 帐户 个人中心
  password 密码 口令
  forgotten 忘记 忘了 忘 想不起来 记不得 记不起 不记得 记不住
  locked 锁定 锁住 被锁 锁 被封 封了 冻结
  login sign-in 登录 登陆 登入 登不进 登不上 登不了 登不上去 登不进去 进不去 进不了 上不去 登
  register-sign-up 注册 开通 办个号 弄个号 建个号 新账号 开户 开个号
  e-mail 邮箱 邮件 电子邮件 电邮 写信 来信 的信
  merge 合并 合成 合一起 合在一起 并成
  saved 保存 存
  chats 聊天 聊天记录 对话
  data 数据 资料 信息 隐私 个人信息
  delete 删除 注销 删掉 删 删光 清除 抹掉 移除
  copy 副本
  newsletter 电子报 广告邮件 促销邮件 订阅 推送 推销 营销 广告
  unsubscribe 退订 取消订阅 不想再收到 别发 别再发 不要再发 别给我发 不想收
  text-messages 短信
  store 门店 实体店 店里 店面 店 分店
  opening-hours 营业时间 几点开门 几点关门 开门 关门 下班 上班 打烊 开到几点 几点开 几点关 营业
  telephone 电话
  dogs 狗 狗狗 宠物
  parking 停车 停车场 停车位 停 开车
  wheelchair-accessible 轮椅 无障碍 台阶 腿脚
  fitting-rooms 试衣间 试穿 试鞋 试靴 试衣
  someone-else-collect 代取 代我 帮我取 代领 替我 帮我拿 帮忙取 代拿 别人
  collect 自提 取货 到店自提 拿货 去取 来取 自取 取走
  warranty 保修 质保 保修期 包修 管不管 保不保 三包 保质
  repair 维修 修理 修 修补 补一补 修好 弄好
  resole 换底
  zip 拉链
  backpack 背包 双肩包
  boots 靴子 登山靴
  shoes 鞋 鞋子 靴
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
  confirmation 确认 确认信
  checkout 结账 结算 转圈 卡住 白屏 打不开 点不动 加载 付不了 下不了单
  cart 购物车
  minimum 最低
  business 企业 公司 印字 批量 团购 标志
  vat 增值税
  neighbour 邻居 隔壁
  home 家里 在家 不在家 没人在 没人收
  late 延误 迟到 晚到 晚了 迟 没送来 还没到 没到
  missing 丢失 丢了 没拿到 没收到 丢 找不到 不见了 找不着
  countries 国家 国外 海外 境外 国际 全球 出国 其他国家 别的国家 香港 澳门
  eu 欧盟
  paris-france 巴黎
  spain-countries 马德里 巴塞罗那
  portugal-countries 里斯本
  italy-countries 罗马 米兰
  austria-countries 维也纳
  united-kingdom-countries 伦敦
  amsterdam 阿姆斯特丹
  galway 高威
  munich 慕尼黑
  warehouse 仓库
  bot 机器人 真人 人工智能
  human-agent 客服 人工
  birthday 生日
  review 评价 评论
  free 免费
  working-days 工作日
  receipt 收据 小票
  earning 获得 攒 赚 挣 积累
  silver 银卡 银牌
  verification-codes-two-step 验证码 两步验证 动态码 验证器
  new-phone 新手机 换手机 换了手机
  sold 出售 卖给 泄露
  fewer 减少 少发 太多 少一点 少点
  sole 鞋底
  times-long 时间 多久 几天 多少天 多长 多长时间 期限
  minutes 分钟
  price 价格 价钱
  copper-bronze 铜卡
  product 商品 东西 货品 物品
  limit 最多 上限 限量 限购 数量限制
  december 圣诞 圣诞节 十二月
  january 元旦 新年 一月
  public-holidays 公共假日 过节 节假日 放假
`
  .trim()
  .split('\n')
  .map((row) => row.trim().split(' '))
  .map(([meaning = '', ...words]) => ({ meaning: meaning.replaceAll('-', ' '), words }));

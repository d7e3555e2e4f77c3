/**
 * What shoppers call things in Chinese, with the words that English catalogues have for them; longer ones first where one
 * holds another. A shop whose pages are in Chinese is searched by those.
 */
const WORDS: readonly (readonly [string, string])[] = `
  防水夹克 rain jacket; 冲锋衣 shell jacket; 雨衣 rain jacket; 羽绒服 down jacket; 羽绒衣 down jacket; 夹克 jacket; 外套 jacket
  大衣 coat; 风衣 coat; 派克 parka; 马甲 gilet; 背心 vest; 开衫 cardigan; 毛衣 jumper; 针织衫 jumper; 套头衫 jumper; 卫衣 hoodie; 抓绒 fleece
  衬衫 shirt; 衬衣 shirt; T恤 tee; 上衣 top; 长裤 trousers; 裤子 trousers; 牛仔裤 jeans; 短裤 shorts; 运动裤 joggers
  裙子 skirt; 连衣裙 dress; 围裙 apron; 腰带 belt; 皮带 belt; 围巾 scarf; 披肩 throw; 手套 gloves; 毛线帽 beanie; 遮阳帽 sun hat
  棒球帽 cap; 鸭舌帽 cap; 帽子 hat; 袜子 socks; 雨伞 umbrella; 雨靴 wellies; 雨鞋 wellies; 登山靴 walking boots; 登山鞋 walking boots; 靴子 boots
  运动鞋 trainers; 凉鞋 sandals; 拖鞋 slippers; 木屐 clogs; 鞋子 shoes; 皮鞋 shoes; 睡袋 sleeping bag; 旅行袋 duffel; 斜挎包 crossbody
  双肩包 backpack; 背包 backpack; 书包 backpack; 手提包 bag; 挎包 bag; 托特包 tote; 包包 bag; 帐篷 tent; 露营椅 camping chair; 椅子 chair
  头灯 head torch; 手电筒 torch; 手电 torch; 提灯 lantern; 灯笼 lantern; 吊灯 pendant; 台灯 lamp; 落地灯 lamp; 灯具 lamp
  蜡烛 candle; 保温杯 flask; 保温瓶 flask; 热水瓶 flask; 水壶 bottle; 水瓶 bottle; 水杯 bottle; 马克杯 mug; 杯子 mug; 茶壶 teapot
  烧水壶 kettle; 奶壶 jug; 砂锅 casserole; 炖锅 casserole; 锅 casserole; 砧板 board; 菜板 board; 碗 bowl; 盘子 plate; 桌布 table linen; 毛巾 towel
  毛毯 blanket; 毯子 blanket; 地毯 rug; 靠垫 cushion; 抱枕 cushion; 枕头 cushion; 床单 bed linen; 地垫 mat; 垫子 mat
  羊毛 wool; 美利奴 merino; 羊驼 alpaca; 棉 cotton; 亚麻 linen; 真皮 leather; 皮质 leather; 羽绒 down; 不锈钢 steel; 玻璃 glass; 陶瓷 ceramic; 木 wood
  防水 waterproof; 防风 windproof; 保暖 warm; 轻便 light; 条纹 striped; 徒步 hiking; 登山 hiking; 露营 camping; 旅行 travel; 雨天 rain; 下雨 rain; 冬天 winter
  厨房 kitchen; 礼物 gift; 送礼 gift; 打折 on sale; 特价 on sale
`
  .trim()
  .split(/[;\n]/u)
  .map((pair) => pair.trim())
  .filter((pair) => pair !== '')
  .map((pair) => {
    const [chinese = '', ...english] = pair.split(' ');
    return [chinese, english.join(' ')] as const;
  })
  .sort(([one], [other]) => other.length - one.length);

/** The text, and behind it in English what it names in Chinese: "推荐帐篷" is also "tent". */
export function withEnglishNames(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  let left = text.slice(0, MOST_READ);
  const names = WORDS.flatMap(([chinese, english]) => {
    const at = left.indexOf(chinese);
    if (at < 0) return [];
    const isRuledOut = NOT.test(left.slice(Math.max(0, at - 6), at));
    left = left.replaceAll(chinese, ' ');
    return isRuledOut ? [] : [english];
  });
  return names.length === 0 ? text : `${text} ${names.join(' ')}`;
}

/** What an English catalogue calls it: 夹克 is a jacket. Undefined for what is no name of a product. */
export function englishNameOf(chinese: string): string | undefined {
  return WORDS.find(([word]) => word === chinese)?.[1];
}

const NOT = /(?:不要|不含|不是|不想要|除了|非)\p{Script=Han}{0,2}$/u;

/** Characters: the longest message. */
const MOST_READ = 4000;

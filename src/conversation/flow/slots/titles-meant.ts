import { englishNameOf } from '../../../recommendation/chinese-product-words.js';
import { wordsIn } from './words.js';

/**
 * A text with the title of an order's item behind each Chinese word that means it: 毯子 is the blanket, or where there is
 * none the one throw. A word that could mean several items stands for none of them.
 */
export function withTitlesMeant(text: string, titles: readonly string[]): string {
  const different = [...new Set(titles)];
  return text.replace(NOUN, (noun) => {
    const meant = titleMeant(different, noun);
    return meant === undefined ? noun : `${noun} ${wordsIn(meant).join(' ')} `;
  });
}

/** By the word itself; by the English one for it; by what else goes under that name. */
function titleMeant(titles: readonly string[], noun: string): string | undefined {
  const exact = wordsIn(englishNameOf(noun) ?? '');
  const alike = namesFor(noun);
  const ways = [
    (title: string) => title.includes(noun),
    (title: string) => exact.length > 0 && exact.every((word) => singulars(title).includes(singular(word))),
    (title: string) => alike.has(singular(kindOf(title))) || nounsIn(title).some((own) => isAlike(own, noun)),
  ];
  const found = ways.map((isMeant) => titles.filter(isMeant)).find((some) => some.length > 0) ?? [];
  return found.length === 1 ? found[0] : undefined;
}

function isAlike(one: string, other: string): boolean {
  return KINDS.some(({ nouns }) => nouns.includes(one) && nouns.includes(other));
}

function namesFor(noun: string): ReadonlySet<string> {
  return new Set(KINDS.flatMap(({ nouns, names }) => (nouns.includes(noun) ? names : [])).map(singular));
}

function nounsIn(title: string): string[] {
  return title.match(NOUN) ?? [];
}

/** What a thing is stands last, before a comma; of a set, what it is a set of. */
function kindOf(title: string): string {
  const words = wordsIn(title.split(',')[0] ?? '').filter((word) => !/^(?:set|pair|kit)$/.test(word));
  return words.at(-1) ?? '';
}

function singulars(title: string): string[] {
  return wordsIn(title).map(singular);
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}

/** What one Chinese word is said of, and what English titles call it in their last word. */
const KINDS = `
  blanket throw rug: 毯子 毛毯 盖毯 毯
  rug mat: 地毯 地垫
  jacket coat parka anorak softshell shell gilet overshirt: 夹克 外套 大衣 外衣 冲锋衣 羽绒服 羽绒衣 雨衣 风衣 棉衣 棉服 马甲
  jumper crew neck gansey zip cardigan hoodie vest sweater pullover: 毛衣 针织衫 套头衫 线衫 卫衣 开衫
  shirt overshirt henley polo tee top layer: 衬衫 衬衣 T恤 t恤 体恤 短袖 上衣 衫
  jacket coat parka anorak softshell shell gilet jumper crew neck gansey zip cardigan hoodie vest shirt overshirt henley polo tee top layer: 衣服 衣裳
  trousers chinos jeans cords joggers shorts: 裤子 长裤 短裤 牛仔裤 运动裤 裤
  shoes trainers chukka clogs sandals slippers boots wellies: 鞋子 运动鞋 登山鞋 雨鞋 鞋
  boots wellies chukka: 靴子 登山靴 雨靴 靴
  bag backpack pack tote duffel crossbody pouch rucksack: 包包 背包 双肩包 书包 旅行袋 手提包 挎包 袋子 包
  hat beanie cap: 帽子 毛线帽 帽
  gloves mittens: 手套
  socks: 袜子 袜
  scarf: 围巾
  belt: 腰带 皮带
  umbrella: 雨伞 伞
  apron: 围裙
  cushion bolster pillow: 靠垫 抱枕 靠枕 枕头
  mat cushion rug: 垫子
  towel: 毛巾 浴巾 茶巾
  linen: 床单 床品 被套
  cloth: 桌布
  lamp pendant lantern torch light: 灯罩 台灯 吊灯 灯具 灯笼 提灯 落地灯 手电筒 手电 头灯 灯
  candle: 蜡烛
  mug cup: 马克杯 杯子 茶杯 咖啡杯 杯
  bottle flask: 水瓶 瓶子 水杯 保温杯 保温瓶 热水瓶
  kettle teapot jug bottle: 水壶 茶壶 烧水壶 奶壶 壶
  casserole pot pan: 砂锅 炖锅 铸铁锅 锅
  bowl: 碗
  plate: 盘子 碟子 盘
  board: 砧板 菜板 案板
  tent: 帐篷
  chair: 椅子 露营椅 椅
  bag: 睡袋
`
  .trim()
  .split('\n')
  .map((row) => row.split(':').map((half) => half.trim().split(' ')))
  .map(([names = [], nouns = []]) => ({ names, nouns }));

/** The longest first; 包裹 is a parcel, and 一包 and 一杯 count something. */
const NOUN = new RegExp(
  `(?:${[...new Set(KINDS.flatMap(({ nouns }) => nouns))].sort((one, other) => other.length - one.length).join('|')})(?![裹装邮括含泡])`,
  'gu',
);

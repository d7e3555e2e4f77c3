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
  },
};

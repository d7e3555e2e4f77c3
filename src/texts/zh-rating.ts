import type { enRating } from './en-rating.js';
import { wordings } from './wordings.js';

/** Asking how it was, in Chinese. */
export const zhRating: typeof enRating = {
  rating: {
    ask: wordings('这次服务您觉得怎么样？', '您对这次服务满意吗？', '这次对您有帮助吗？'),
    scale: { 1: '很不满意', 2: '不满意', 3: '一般', 4: '满意', 5: '非常满意' },
    thanked: wordings('不客气。', '很高兴能帮到您。', '应该的。'),
    noted: wordings('感谢您的反馈。', '谢谢，已经记下了。', '已记录，谢谢您。'),
    whatBetter: wordings('谢谢您直说。哪里可以做得更好？', '谢谢告知，您觉得哪里不够好？', '谢谢。您希望哪里能改进？'),
    commentNoted: wordings(
      '谢谢，店铺的工作人员可以在这里看到。',
      '已记下，店铺会看到您的意见。',
      '谢谢，意见已留给店铺查看。',
    ),
    known: wordings('您的评价已经收到，谢谢。', '这个评价之前已经记下了，谢谢。', '您已经评价过了，谢谢。'),
  },
};

import type { enPrivacy } from './en-privacy.js';
import { wordings } from './wordings.js';

/** What is said to who asks for their data, in Chinese. */
export const zhPrivacy: typeof enPrivacy = {
  privacy: {
    asked: {
      access: '获取您的数据副本',
      erasure: '删除您的数据',
      correction: '更正您的数据',
      objection: '不追踪、不外传您的数据',
    },
    heard: (what) =>
      wordings(
        `您的请求是：${what}。我已记录，我本身不会在这里显示或更改任何数据。`,
        `已记下：${what}。在这个对话里不会显示或更改任何数据。`,
        `您希望${what}，已为您记录。我自己不会改动任何内容。`,
      ),
  },
};

/** What happens next, when a person takes it. */
export const zhPrivacyHandoff = wordings(
  '接下来由人工客服处理您的请求：会先核实您的身份，再在这里答复。',
  '我会把您的请求转给人工客服，核实身份后在这里答复您。',
  '下一步由人工客服确认是您本人，然后在这里处理您的请求。',
);

import type { Catalogue } from './en.js';
import { wordings } from './wordings.js';

/** What is said to customers who are upset or rude, in Chinese. */
export const zhTone: Pick<Catalogue, 'tone' | 'block' | 'abuse'> = {
  tone: {
    sorry: wordings('很抱歉，给您添麻烦了。', '对此非常抱歉。', '抱歉，这件事没有办好。'),
    personNow: wordings('现在就可以转人工客服。', '人工客服可以马上接手。', '您可以立即与人工客服沟通。'),
    firstThis: wordings('我们先把这件事解决。', '先处理眼前的问题，请问是什么事？', '这件事最要紧，需要我办什么？'),
  },
  block: {
    blocked: (shopName, email) =>
      wordings(
        `${shopName}不再接收您在此发送的消息。${email && `您可以发邮件至 ${email}。`}`,
        `${shopName}已为您关闭此对话。${email && `您仍可通过 ${email} 联系我们。`}`,
        `此对话已被${shopName}关闭。${email && `请改发邮件至 ${email}。`}`,
      ),
    unblocked: wordings('您可以继续在这里留言了。', '此对话已重新对您开放。', '您现在可以继续在此发送消息。'),
  },
  abuse: {
    insult: wordings(
      '我想帮您解决，请告诉我哪里出了问题。',
      '我们一起把事情办好，请问是什么情况？',
      '我在这里帮您处理，您需要什么？',
    ),
    spam: wordings(
      '这条已经收到，不必重复发送。',
      '内容我已收到，还有要补充的吗？',
      '已记下。如果我理解错了，请换个说法。',
    ),
    slower: (seconds) =>
      wordings(
        `我们慢慢来：接下来每 ${seconds} 秒回复一次。`,
        `暂时每 ${seconds} 秒回复一条消息。`,
        `接下来一段时间，我每 ${seconds} 秒处理一条。`,
      ),
    pause: (minutes) =>
      wordings(
        `这里暂停 ${minutes} 分钟，期间写下的内容稍后会发出。`,
        `先休息 ${minutes} 分钟，您的消息会保留，到时发送。`,
        `${minutes} 分钟后继续，在此之前写的内容都会保留。`,
      ),
  },
};

/** A line a customer writes, or the beginning of the choice that they press. */
export type Line = { writes: string } | { presses: string };

const writes = (text: string): Line => ({ writes: text });
const presses = (choice: string): Line => ({ presses: choice });

/**
 * What shops hear in a day: jobs finished, given up and interrupted, questions about policies and products between them,
 * small talk, and the same in Chinese. Every conversation is a signed-in customer's of the demo shop.
 */
export const DIALOGUES: { language: string; lines: Line[] }[] = [
  {
    language: 'en',
    lines: [
      writes('hello'),
      writes('where is my order'),
      writes('how long do refunds take'),
      writes('can you recommend a warm jumper for the winter?'),
      writes('thanks, that is all'),
    ],
  },
  {
    language: 'en',
    lines: [
      writes('I want to cancel my order'),
      writes('how long does delivery take?'),
      writes('I no longer need it'),
      presses('flow:yes'),
    ],
  },
  {
    language: 'en',
    lines: [
      writes('I would like to return something from my last order'),
      writes('the trainers'),
      writes('do you have waterproof jackets?'),
      writes('never mind'),
      writes('do you ship to Spain'),
    ],
  },
  {
    language: 'en',
    lines: [
      writes('please send my order to another address'),
      writes('12 Mill Lane, Dublin, D02 AF30'),
      writes('is gift wrap possible?'),
      writes('no, leave it as it is'),
      writes('is the Fastnet jacket waterproof?'),
    ],
  },
  {
    language: 'zh',
    lines: [
      writes('你好'),
      writes('我的订单到哪里了'),
      writes('退货要几天'),
      writes('有没有防水的外套'),
      writes('谢谢'),
    ],
  },
];

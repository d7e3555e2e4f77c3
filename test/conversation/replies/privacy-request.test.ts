import { describe, expect, it } from 'vitest';
import { privacyWishes } from '../../../src/conversation/replies/privacy-request.js';

describe('what is asked of who keeps data', () => {
  it.each([
    ['delete my account', ['erasure']],
    ['forget me entirely', ['erasure']],
    ['how do i shut my account down for good', ['erasure']],
    ['data export please', ['access']],
    ['under article 15 i’d like to know what personal data you process', ['access']],
    ['can i have a copy of everything you hold on me', ['access']],
    ['send me a copy of my data and then delete it', ['access', 'erasure']],
    ['please correct the birthday you have stored', ['correction']],
    ['stop tracking me', ['objection']],
    ['删除我的个人数据', ['erasure']],
    ['我想要一份你们保存的我的数据', ['access']],
    ['不要追踪我', ['objection']],
    ['is this recorded', []],
    ['cookies?', []],
    ['do you sell data', []],
    ['is my card saved', []],
    ['how safe is my personal info with you after all these hacks', []],
    ['on which servers is customer data kept, in the EU or america', []],
    ['这些聊天会被保存吗', []],
  ])('%s', (text, wishes) => {
    expect(privacyWishes(text)).toEqual(wishes);
  });
});

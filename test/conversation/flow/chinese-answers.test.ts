import { describe, expect, it } from 'vitest';
import { Dialogue } from '../../support/a-dialogue.js';
import { aWardrobe } from './a-wardrobe.js';

describe('an answer in Chinese to what a flow would do', () => {
  const asked = () => {
    const dialogue = new Dialogue(aWardrobe(), { language: 'zh' });
    dialogue.says('取消订单TS-1001', { intent: 'cancel_order' });
    expect(dialogue.open).toBe('flow-confirm');
    return dialogue;
  };

  it.each(['是的，取消吧', '确认', '好的', '没问题', '可以'])('%s is a yes where it repeats the wish', (text) => {
    const dialogue = asked();
    dialogue.says(text, { intent: 'cancel_order' });
    expect(dialogue.actions).toMatchObject([{ kind: 'cancel-order', orderId: 'TS-1001' }]);
  });

  it.each(['不要', '算了', '等一下', '别取消'])('%s is a no, whatever the words look like', (text) => {
    const dialogue = asked();
    dialogue.says(text, { intent: 'cancel_order' });
    expect(dialogue.actions).toEqual([]);
    expect(dialogue.conversation.flows).toEqual([]);
  });

  it.each(['可以吗', '是取消吗', '对不起，刚才说错了', '行李箱也取消'])('%s is neither', (text) => {
    const dialogue = asked();
    dialogue.says(text, { intent: 'cancel_order' });
    expect(dialogue.actions).toEqual([]);
    expect(dialogue.open).toBe('flow-confirm');
  });
});

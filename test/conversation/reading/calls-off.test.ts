import { describe, expect, it } from 'vitest';
import { callsOff } from '../../../src/conversation/reading/calls-off.js';

describe('calling off the job that is under way', () => {
  it.each([
    ['actually cancel the return', 'return-items'],
    ['please stop this exchange', 'exchange-items'],
    ['forget about the change', 'change-address'],
    ['call off the cancellation', 'cancel-order'],
    ['算了，不退了', 'return-items'],
    ['不要取消', 'cancel-order'],
  ])('“%s” leaves %s', (text, flow) => {
    expect(callsOff(text, flow)).toBe(true);
  });

  it.each([
    ['cancel the order', 'return-items'],
    ['cancel the return', 'cancel-order'],
    ['I want to return it', 'return-items'],
    ['cancel the returned order', 'return-items'],
    ['cancel the return', 'a-flow-of-the-shop'],
    ['取消订单', 'cancel-order'],
    [`${'please '.repeat(20)}cancel the return`, 'return-items'],
  ])('“%s” does not leave %s', (text, flow) => {
    expect(callsOff(text, flow)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { asksForMore } from '../../../../src/conversation/reading/products/more-wanted.js';

describe('asking for other suggestions', () => {
  it.each([
    'show me more',
    'more please',
    'any others?',
    'what else do you have',
    'something else',
    'more like this',
    'none of these',
    "I don't like any of them",
    '还有别的吗',
    '有没有其他的',
    '还有吗',
  ])('“%s” does', (text) => {
    expect(asksForMore(text)).toBe(true);
  });

  it.each([
    '',
    'more about the second one',
    'I want to order more socks',
    'none of my orders came',
    'neither order',
    '还有一个问题',
  ])('“%s” does not', (text) => {
    expect(asksForMore(text)).toBe(false);
  });
});

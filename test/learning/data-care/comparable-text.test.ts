import { describe, expect, it } from 'vitest';
import { comparableText } from '../../../src/learning/data-care/comparable-text.js';

describe('texts are compared', () => {
  it.each([
    ["Where's my order?!", 'wheres my order'],
    ['cancel HL-104233', 'Cancel order #55120!'],
    ['I have waited 12 days', 'i have waited 3 days...'],
    ['ｈｅｌｌｏ', 'hello'],
    ['我的包裹在哪里？', '我的包裹在哪里'],
  ])('without case, marks and numbers: %s', (one, other) => {
    expect(comparableText(one)).toBe(comparableText(other));
  });

  it.each([
    ['88', '404'],
    ['?', '!'],
    ['in stock', 'instock'],
    ['delivered', 'deliver'],
  ])('by what is left: %s is not %s', (one, other) => {
    expect(comparableText(one)).not.toBe(comparableText(other));
  });
});

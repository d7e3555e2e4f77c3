import { describe, expect, it } from 'vitest';
import { refersTo } from '../../../../src/conversation/reading/products/find-meant.js';
import { aWardrobe } from '../../flow/a-wardrobe.js';

const [jacket] = aWardrobe().products;

describe('what a message without a product’s name is about', () => {
  it.each([
    'do you have it in L?',
    'is this one waterproof',
    'and in green?',
    'any in size M left?',
    'medium',
    '有M码吗',
    '它防水吗',
    '有绿色的吗',
  ])('takes “%s” for the product being talked about', (text) => {
    expect(jacket && refersTo(jacket, text)).toBe(true);
  });

  it.each(['do you have snow chains', 'are there tents in green', 'what about purple', '有帐篷吗'])(
    'does not take “%s” for it',
    (text) => {
      expect(jacket && refersTo(jacket, text)).toBe(false);
    },
  );
});

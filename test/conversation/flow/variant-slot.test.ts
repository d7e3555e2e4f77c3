import { beforeEach, describe, expect, it } from 'vitest';
import { type Flow, flowSchema } from '../../../src/conversation/flow/flow.js';
import { productSchema } from '../../../src/shop/shop.js';
import { Dialogue } from '../../support/a-dialogue.js';
import { wordsOf } from '../../support/shopper.js';
import { aWardrobe } from './a-wardrobe.js';

const said = (en: string) => ({ en: [en], zh: [en] });
/** What a job that watches a variant's stock asks for. */
const watch: Flow = flowSchema.parse({
  flow: 'watch',
  title: { en: 'Watch', zh: 'Watch' },
  'takes-over': { from: ['stock_check'], when: { en: [['watch']], zh: [['盯着']] } },
  steps: [
    { ask: 'product', as: 'product', say: said('Which product?') },
    { ask: 'variant', as: 'variant', say: said('Which one of {product}?') },
    { ask: 'email', as: 'email', say: said('{variant}, {variant.options}, {variant.stock}. Which e-mail?') },
  ],
});

const coat = productSchema.parse({
  id: 'p-9',
  title: 'Quay coat',
  category: 'Jackets',
  description: '',
  variants: ['Night blue', 'Sky blue', 'Moss'].flatMap((colour, index) =>
    ['S', 'M', 'L', 'XL'].map((size) => ({
      id: `c-${index}-${size}`,
      options: { colour, size },
      price: 9900,
      stock: 1,
      swatch: ['#22344f', '#9dbfd6', '#5c6b3c'][index],
    })),
  ),
});

let dialogue: Dialogue;
beforeEach(() => {
  const file = aWardrobe();
  dialogue = new Dialogue({ ...file, products: [...file.products, coat] }, { flows: new Map([['watch', watch]]) });
});

const begin = (text: string) => wordsOf(dialogue.says(text, { intent: 'stock_check' }));
const say = (text: string) => wordsOf(dialogue.says(text));

describe('choosing a product and one of its variants', () => {
  it('asks for nothing that was said: “the quay coat in sky blue and M”', () => {
    expect(begin('watch the quay coat in sky blue and M')).toContain('Quay coat (Sky blue, M)');
    expect(dialogue.open).toBe('email');
  });

  it('asks for the size alone where the colour was said, and the other way round', () => {
    expect(begin('watch the moss quay coat')).toMatch(/size/);
    expect(say('extra large please')).toContain('Quay coat (Moss, XL)');
  });

  it.each(['ada@example.com', 'yes please'])('takes "%s" for no version, and just asks again', (text) => {
    begin('watch the quay coat');
    const asked = say(text);
    expect(asked).toContain('Which one of Quay coat?');
    expect(dialogue.open).toBe('variant');
  });

  it('asks which of two blues it is, and offers those two', () => {
    const asked = begin('watch the quay coat in blue, size M');
    expect(asked).toMatch(/colour/);
    expect(asked).toContain('Night blue · ');
    expect(asked).not.toContain('Moss');
    expect(say('the second one')).toContain('Quay coat (Sky blue, M)');
  });

  it('reads 中号 and 深蓝 as the shop has them', () => {
    begin('watch the quay coat');
    expect(say('要天蓝色的')).toContain('尺码');
    expect(say('中号')).toContain('Quay coat (Sky blue, M)');
  });

  it('keeps the colour where only the size is corrected', () => {
    expect(begin('watch the quay coat in moss, L')).toContain('Quay coat (Moss, L)');
    expect(say('actually size M')).toContain('Quay coat (Moss, M)');
    const which = say('不，要蓝色的');
    expect(which).toContain('Night blue · ');
    expect(which).not.toContain('Moss');
    expect(dialogue.open).toBe('variant');
    expect(say('no, the sky blue one')).toContain('Quay coat (Sky blue, M)');
    expect(say('不，要XL码')).toContain('Quay coat (Sky blue, XL)');
  });

  it('takes another size while it is asked for the colour', () => {
    begin('watch the quay coat in blue, size M');
    expect(say('actually size L')).toMatch(/colour/);
    expect(say('night blue')).toContain('Quay coat (Night blue, L)');
  });

  it('asks which product where the words fit two, and takes the one that is pressed', () => {
    const blocks = dialogue.says('watch the quay', { intent: 'stock_check' });
    expect(wordsOf(blocks)).toContain('(Quay coat)');
    expect(wordsOf(dialogue.presses(blocks, 'Quay coat'))).toContain('Which one of Quay coat?');
    expect(dialogue.open).toBe('variant');
  });

  it('finds a mistyped product', () => {
    begin('watch the trial botle');
    expect(dialogue.conversation.flows[0]?.slots.product).toMatchObject({ productIds: ['p-2'] });
  });

  it('means the product that was shown last by “it”', () => {
    dialogue.says('is the quay coat in stock', { intent: 'stock_check' });
    expect(dialogue.conversation.productInFocus).toBe('p-9');
    expect(begin('watch it in moss, small')).toContain('Quay coat (Moss, S)');
  });

  it('says what there is where nothing fits, and offers help after three answers that cannot be read', () => {
    begin('watch the quay coat');
    expect(say('in purple')).toMatch(/Quay coat/);
    say('in checks');
    say('hm');
    expect(say('whatever')).toContain('(Talk to a person) (Leave it)');
  });

  it('takes no product that is not there', () => {
    begin('watch something');
    expect(dialogue.open).toBe('product');
    expect(say('the snow chains')).toMatch(/product/);
    expect(dialogue.open).toBe('product');
  });
});

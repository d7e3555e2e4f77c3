import { describe, expect, it } from 'vitest';
import { answerAboutProduct } from '../../../src/conversation/product-questions/answer-about-product.js';
import { type Product, productSchema } from '../../../src/shop/shop.js';
import { aShop, aTurn } from '../../support/a-turn.js';

const review = (text: string, rating = 5, at = '2026-10-01T10:00:00Z') => ({ text, rating, at, author: 'Mara  Lind' });

function aProduct(changes: object = {}): Product {
  return productSchema.parse({
    id: 'fell',
    title: 'Fell Jacket',
    category: 'Jackets',
    description: 'A jacket for the hills. The hood rolls away into the collar.',
    attributes: { material: 'Recycled nylon', care: 'Wash at 30 °C', waterproof: 'Yes, 10,000 mm' },
    variants: [{ id: 'v', options: { colour: 'Green' }, price: 9900, stock: 3 }],
    ...changes,
  });
}

function answer(text: string, products: Product[] = [aProduct()], shop = aShop()) {
  const [first = aProduct(), ...others] = products;
  const found = (product: Product) => ({ product, variants: product.variants, score: 1 });
  return answerAboutProduct(aTurn({ text, facts: { shop } }), [found(first), ...others.map(found)]);
}

const wordsOf = (reply: ReturnType<typeof answer>) =>
  (reply?.blocks ?? [])
    .flatMap((block) => (block.kind === 'text' || block.kind === 'quote' ? [block.text] : []))
    .join('\n');

describe('a question about a product', () => {
  it.each([
    ['is it waterproof?', 'waterproof: Yes, 10,000 mm', 'Recycled'],
    ['can I machine wash it', 'care: Wash at 30 °C', '10,000'],
    ['防水吗', 'waterproof: Yes, 10,000 mm', 'Recycled'],
    ['does the hood come off', 'The hood rolls away', '10,000'],
  ])('"%s" is answered with that of the product’s data and no more', (text, says, never) => {
    const reply = answer(text);
    expect(wordsOf(reply)).toContain('product data of Fell Jacket');
    expect(wordsOf(reply)).toContain(says);
    expect(wordsOf(reply)).not.toContain(never);
    expect(reply?.factual).toEqual(reply?.blocks);
  });

  it('is left to the product page where nothing special is asked', () => {
    expect(answer('tell me about the fell jacket')).toBeUndefined();
  });

  it('is answered from counted reviews where the data are silent, with whose and when, and never as the shop’s fact', () => {
    const reviews = [
      review('Warm enough in March. Nice pockets.', 5, '2026-03-01T10:00:00Z'),
      review('Not warm at all.', 2, '2026-01-01T10:00:00Z'),
      review('Lovely green.'),
    ];
    const reply = answer('is it warm enough for winter?', [aProduct({ reviews })]);
    expect(wordsOf(reply)).toContain('2 reviews of 3');
    const quotes = reply?.blocks.filter((block) => block.kind === 'quote');
    expect(quotes).toMatchObject([
      { text: 'Warm enough in March.', source: { title: 'Review by Mara, 1 March 2026', href: '/p/fell#reviews' } },
      { text: 'Not warm at all.', source: { title: 'Review by Mara, 1 January 2026' } },
    ]);
    expect(reply?.factual ?? []).toEqual([]);
  });

  it('quotes no review that leads somewhere else, and counts it', () => {
    const reviews = [
      review('Warm? Warm deals at https://bad.example now.'),
      review('Warm coats for less: bad.example/coats'),
      review('Warm and quiet.'),
    ];
    const reply = answer('is it warm', [aProduct({ reviews })]);
    expect(wordsOf(reply)).toContain('3 reviews of 3');
    expect(wordsOf(reply)).not.toContain('bad.example');
  });

  it('is answered by nobody’s words where nobody says it, and a person is offered where the shop allows', () => {
    const reply = answer('does it glow at night');
    expect(wordsOf(reply)).toContain('product page of Fell Jacket does not say');
    expect(reply?.blocks.some(({ kind }) => kind === 'choices')).toBe(true);
    const first = answer('does it glow in the dark', [aProduct()], aShop({ mayHandOverEarly: false }));
    expect(first?.blocks.some(({ kind }) => kind === 'choices')).toBe(false);
  });

  it('of several products alike names each beside its own data', () => {
    const other = aProduct({ id: 'moor', title: 'Moor Jacket', attributes: { waterproof: 'No' } });
    expect(wordsOf(answer('are the jackets waterproof', [aProduct(), other]))).toContain(
      'Fell Jacket – waterproof: Yes, 10,000 mm\nMoor Jacket – waterproof: No',
    );
  });

  it('of several products alike never gives one the silence or the reviews of another', () => {
    const other = aProduct({ id: 'moor', title: 'Moor Jacket', reviews: [review('So warm.')] });
    const told = wordsOf(answer('are the jackets warm', [aProduct(), other]));
    expect(told).toContain('Fell Jacket');
    expect(told).not.toContain('So warm');
  });
});

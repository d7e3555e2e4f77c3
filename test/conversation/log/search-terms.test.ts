import { describe, expect, it } from 'vitest';
import { snippetOf, termsToFind, termsToIndex } from '../../../src/conversation/log/search-terms.js';

describe('the terms of a message', () => {
  it.each([
    ['I returned the parcels', ['i', 'return', 'the', 'parcel']],
    ['退款了', ['退款', '款了', '退', '款', '了']],
    ['ok Ok OK', ['ok']],
    ['👍', []],
  ])('of %s', (text, terms) => expect(termsToIndex(text)).toEqual(terms));

  it.each(['Where is my parcel', 'the', '退', '退款了', "don't", 'Ça va où?', 'HL-104233'])(
    'are found by the same words: %s',
    (text) => {
      const indexed = new Set(termsToIndex(text));
      expect(termsToFind(text).length).toBeGreaterThan(0);
      expect(termsToFind(text).filter((term) => !indexed.has(term))).toEqual([]);
    },
  );

  it('are few, however long the query', () => {
    const query = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ');
    expect(termsToFind(query)).toHaveLength(16);
  });

  it('hold nothing a query language could take for its own', () => {
    const rubbish = String.fromCharCode(...Array.from({ length: 0x3000 }, (_, code) => code));
    for (const term of termsToIndex(rubbish)) expect(term).toMatch(/^(?:[a-z0-9']|[^\p{ASCII}\s])+$/u);
  });
});

describe('a snippet', () => {
  it('is all of a short message, on one line', () => {
    expect(snippetOf(' the\n lantern\tshines ', ['lantern'])).toBe('the lantern shines');
  });

  it('is cut at both ends around the match, never within a character', () => {
    const snippet = snippetOf(`${'😀 '.repeat(200)}lantern${' 😀'.repeat(200)}`, ['lantern']);
    expect(snippet).toMatch(/^….*lantern.*…$/u);
    expect(snippet.isWellFormed()).toBe(true);
  });

  it('shows the match inside a long run of Chinese', () => {
    expect(snippetOf(`${'好'.repeat(400)}退款${'好'.repeat(400)}`, ['退款'])).toContain('退款');
  });

  it('begins at the beginning when nothing matches', () => {
    expect(snippetOf('one two', ['three'])).toBe('one two');
  });
});

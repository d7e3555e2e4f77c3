import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeLink, splitLinks } from '../../widget/safe-link.js';

const PAGE = 'https://shop.example/products/jacket';

describe('links', () => {
  it.each([
    ['https://carrier.example/t/1', 'https://carrier.example/t/1'],
    ['/policies/returns#refunds', 'https://shop.example/policies/returns#refunds'],
    ['javascript:alert(1)', undefined],
    [' \u0001jAva\tscript:alert(1)', undefined],
    ['data:text/html,<script>alert(1)</script>', undefined],
    ['vbscript:x', undefined],
    ['blob:https://shop.example/1', undefined],
    ['https://', undefined],
  ])('%j leads to %j', (href, expected) => {
    expect(safeLink(href, PAGE)).toBe(expected);
  });

  it('are only ever http or https', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('javascript:', 'file:', '//x')), (href) => {
        expect(safeLink(href, PAGE) ?? 'https:').toMatch(/^https?:/);
      }),
    );
  });

  it('are found in a text without its punctuation, and nothing of the text is lost', () => {
    expect(splitLinks('See https://a.example/x?y=1, or (http://b.example).')).toEqual([
      { text: 'See ' },
      { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
      { text: ', or (' },
      { text: 'http://b.example', href: 'http://b.example/' },
      { text: ').' },
    ]);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.webUrl(), fc.constant('https://'))), (parts) => {
        const text = parts.join(' ');
        expect(
          splitLinks(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

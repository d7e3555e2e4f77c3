import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPolicy } from '../../src/gateway/storefront/policy-pages.js';
import { cutPassages } from '../../src/knowledge/cut-passages.js';
import { readPolicyPages } from '../../src/shop/read-policy-pages.js';
import { aShop } from '../support/a-turn.js';

const page = (markdown: string) => ({ id: 'returns', title: 'Returns', markdown });
const textsOf = (markdown: string) => cutPassages(page(markdown)).map(({ text }) => text);

const word = fc.stringMatching(/^[a-z]{2,8}$/);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
const block = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: words }),
  fc.record({ kind: fc.constant('paragraph' as const), text: words }),
  fc.record({
    kind: fc.constant('list' as const),
    leadIn: fc.option(words),
    items: fc.array(words, { minLength: 1, maxLength: 4 }),
  }),
);
type Block = typeof block extends fc.Arbitrary<infer T> ? T : never;

function toMarkdown(one: Block): string {
  switch (one.kind) {
    case 'heading':
      return `## ${one.text}`;
    case 'paragraph':
      return `${one.text}.`;
    case 'list':
      return `${one.leadIn === null ? '' : `${one.leadIn}:\n\n`}${one.items.map((item) => `* ${item}`).join('\n')}`;
  }
}

/** What a reader of the page would copy out: each block with the heading above it. */
function expected(blocks: Block[]): { heading: string; text: string }[] {
  let heading = 'Returns';
  const passages: { heading: string; text: string }[] = [];
  for (const one of blocks) {
    if (one.kind === 'heading') heading = one.text;
    if (one.kind === 'paragraph') passages.push({ heading, text: `${one.text}.` });
    if (one.kind !== 'list') continue;
    const leadIn = one.leadIn === null ? [] : [`${one.leadIn}:`];
    passages.push({ heading, text: [...leadIn, ...one.items.map((item) => `• ${item}`)].join('\n') });
  }
  return passages;
}

describe('cutting pages into passages', () => {
  it('gives every paragraph and list once, in order, under its heading, whatever the page', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 10 }), (drawn) => {
        // Two lists in a row are one list in Markdown.
        const blocks = drawn.filter(
          (one, at) => one.kind !== 'list' || one.leadIn !== null || drawn[at - 1]?.kind !== 'list',
        );
        const cut = cutPassages(page(blocks.map(toMarkdown).join('\n\n')));
        expect(cut.map(({ heading, text }) => ({ heading, text }))).toEqual(expected(blocks));
      }),
    );
  });

  it('takes Markdown marks away and keeps the words', () => {
    expect(
      textsOf(
        'Send it **back** within [30 days](https://x.example), `free` &amp; *quick*.\nOn \\* the same line.  \nOn the next',
      ),
    ).toEqual(['Send it back within 30 days, free & quick. On * the same line.\nOn the next']);
  });

  it('keeps tables and nested lists readable, and leaves raw HTML out', () => {
    expect(textsOf('| Size | cm |\n|---|---|\n| S | 90 |\n\n- one\n  - two\n\n<script>x</script>')).toEqual([
      'Size · cm\nS · 90',
      '• one\n• two',
    ]);
  });

  it('cuts a page alike in every language, so that both say the same in the same order', async () => {
    const pages = await readPolicyPages('intents/knowledge');
    const counts = (language: string | undefined) =>
      new Map(pages.filter((one) => one.language === language).map((one) => [one.id, cutPassages(one).length]));
    expect(counts('zh')).toEqual(counts(undefined));
  });

  it('names anchors that the rendered page has', async () => {
    for (const policy of await readPolicyPages('intents/knowledge')) {
      const html = renderPolicy({ shop: aShop(), categories: [], policies: [policy], signedIn: undefined }, policy, {
        own: policy,
        others: [],
      });
      const passages = cutPassages(policy);
      expect(passages.length).toBeGreaterThan(3);
      for (const { anchor } of passages) expect(html).toContain(`id="${anchor}"`);
    }
  });
});

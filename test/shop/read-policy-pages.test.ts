import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policyKey } from '../../src/shop/lookup-keys.js';
import { readPolicyPages } from '../../src/shop/read-policy-pages.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policies-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (file: string, text: string) => writeFile(join(folder, file), text);

describe('readPolicyPages', () => {
  it('takes id from the name, title from the first line, and the rest as Markdown', async () => {
    await write('gift-cards.md', '# Gift cards\r\n\r\n## Balance\r\n\r\nFive years.\r\n');
    await write('notes.txt', 'not a page');
    expect(await readPolicyPages(folder)).toEqual([
      { id: 'gift-cards', title: 'Gift cards', markdown: '## Balance\n\nFive years.' },
    ]);
  });

  it('reads folders named like languages as the same pages in that language', async () => {
    await write('returns.md', '# Returns\n\n30 days.');
    await mkdir(join(folder, 'zh'));
    await write('zh/returns.md', '# 退货\n\n30 天。');
    await mkdir(join(folder, 'drafts.old'));
    await write('drafts.old/returns.md', '# Never read\n\nText.');
    expect(await readPolicyPages(folder)).toEqual([
      { id: 'returns', title: 'Returns', markdown: '30 days.' },
      { id: 'returns', title: '退货', markdown: '30 天。', language: 'zh' },
    ]);
  });

  it('names every bad page with its file and line at once', async () => {
    await write('a.md', 'Delivery\n\nTwo days.');
    await write('b.md', '# Returns\n\n');
    await write('c.md', '# One\n\nText.\n\n# Two\n');
    await write('Bad_Name.md', '# Fine\n\nText.');
    const error = await readPolicyPages(folder).catch((fault) => fault);
    expect(error.code).toBe('POLICIES_INVALID');
    expect(error.details).toEqual([
      expect.stringMatching(/^Bad_Name\.md \(line 1\): /),
      expect.stringMatching(/^a\.md \(line 1\): the first line must be the title/),
      expect.stringMatching(/^b\.md \(line 1\): there is nothing under the title/),
      expect.stringMatching(/^c\.md \(line 5\): a page has one title/),
    ]);
  });

  it('says which folder cannot be read', async () => {
    const error = await readPolicyPages(join(folder, 'none')).catch((fault) => fault);
    expect(error).toMatchObject({ code: 'POLICIES_INVALID', details: [expect.stringContaining('none')] });
  });
});

describe('the pages that ship', () => {
  const needed = [
    'account',
    'delivery',
    'exchanges',
    'gift-cards',
    'loyalty',
    'newsletter',
    'ordering',
    'payment',
    'privacy',
    'refunds',
    'returns',
    'sizing',
    'stores',
    'vouchers',
    'warranty',
  ];

  it('are all there, each in short paragraphs under headings', async () => {
    const pages = await readPolicyPages('intents/knowledge');
    const idsIn = (language?: string) => pages.filter((page) => page.language === language).map(({ id }) => id);
    expect(idsIn()).toEqual(needed);
    expect(idsIn('zh')).toEqual(needed);
    for (const { id, markdown } of pages) {
      const paragraphs = markdown.split(/\n\n+/).filter((part) => !part.startsWith('#'));
      expect(markdown.startsWith('## '), id).toBe(true);
      expect(paragraphs.length, id).toBeGreaterThanOrEqual(4);
      for (const paragraph of paragraphs) expect(paragraph.length, paragraph).toBeLessThan(420);
    }
  });

  it('agree with what the demo charges and allows', async () => {
    const shipped = await readPolicyPages('intents/knowledge');
    const pages = new Map(shipped.map((page) => [policyKey(page), page.markdown]));
    expect(pages.get('delivery')).toMatch(/€4\.95 .* free for orders of €75/);
    expect(pages.get('delivery')).toMatch(/Express delivery always costs €9\.95/);
    expect(pages.get('returns')).toMatch(/30 days/);
    expect(pages.get('delivery@zh')).toMatch(/€4\.95.*€75/);
    expect(pages.get('returns@zh')).toMatch(/30 天/);
  });
});

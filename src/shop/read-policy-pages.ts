import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { type PolicyPage, policyPageSchema } from './shop.js';

/**
 * Reads every `*.md` of a folder: the file's name is the page's id, its first line `# Title`, the rest its Markdown.
 * @throws POLICIES_INVALID with every mistake in every file
 */
export async function readPolicyPages(folder: string): Promise<PolicyPage[]> {
  const files = (await listFolder(folder)).filter((name) => name.endsWith('.md')).sort();
  const read = await Promise.all(files.map(async (file) => toPage(file, await readFile(join(folder, file), 'utf8'))));
  const mistakes = read.flatMap((page) => (page.kind === 'mistake' ? [page.text] : []));
  if (mistakes.length > 0) throw new AppError('POLICIES_INVALID', { details: mistakes });
  return read.flatMap((page) => (page.kind === 'page' ? [page.page] : []));
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new AppError('POLICIES_INVALID', { cause: error, details: [`${folder}: this folder cannot be read`] });
  }
}

type Read = { kind: 'page'; page: PolicyPage } | { kind: 'mistake'; text: string };

function toPage(file: string, text: string): Read {
  const mistake = (line: number, what: string): Read => ({ kind: 'mistake', text: `${file} (line ${line}): ${what}` });
  const [first = '', ...rest] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const title = /^# +(\S.*)$/.exec(first)?.[1]?.trim();
  if (title === undefined) return mistake(1, 'the first line must be the title, like "# Delivery"');
  const markdown = rest.join('\n').trim();
  if (markdown === '') return mistake(1, 'there is nothing under the title');
  const secondTitle = rest.findIndex((line) => /^# /.test(line));
  if (secondTitle >= 0) return mistake(secondTitle + 2, 'a page has one title; use "##" for headings under it');
  const page = policyPageSchema.safeParse({ id: file.replace(/\.md$/, ''), title, markdown });
  return page.success
    ? { kind: 'page', page: page.data }
    : mistake(1, 'the file name may only have small letters, digits and "-"');
}

import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { type PolicyPage, policyPageSchema } from './shop.js';

/**
 * Reads every `*.md` of a folder: the file's name is the page's id, its first line `# Title`, the rest its Markdown.
 * A folder in it that is named like a language (`zh`, `pt-BR`) holds the same pages in that language.
 * @throws POLICIES_INVALID with every mistake in every file
 */
export async function readPolicyPages(folder: string): Promise<PolicyPage[]> {
  const entries = await listFolder(folder);
  const languages = entries.filter((entry) => entry.isDirectory() && LANGUAGE.test(entry.name));
  const inLanguages = await Promise.all(
    languages.map(async ({ name }) => namesIn(await listFolder(join(folder, name))).map((file) => `${name}/${file}`)),
  );
  const files = [...namesIn(entries), ...inLanguages.flat()];
  const read = await Promise.all(files.map(async (file) => toPage(file, await readFile(join(folder, file), 'utf8'))));
  const mistakes = read.flatMap((page) => (page.kind === 'mistake' ? [page.text] : []));
  if (mistakes.length > 0) throw new AppError('POLICIES_INVALID', { details: mistakes });
  return read.flatMap((page) => (page.kind === 'page' ? [page.page] : []));
}

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

function namesIn(entries: Dirent[]): string[] {
  return entries.flatMap(({ name }) => (name.endsWith('.md') ? [name] : [])).sort();
}

async function listFolder(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
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
  const [language, name] = file.includes('/') ? file.split('/') : [undefined, file];
  const id = name?.replace(/\.md$/, '');
  const page = policyPageSchema.safeParse({ id, title, markdown, ...(language !== undefined && { language }) });
  return page.success
    ? { kind: 'page', page: page.data }
    : mistake(1, 'the file name may only have small letters, digits and "-"');
}

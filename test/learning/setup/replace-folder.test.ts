import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFolder } from '../../../src/learning/setup/replace-folder.js';

describe('replacing a folder', () => {
  let root: string;
  let folder: string;
  const isOurs = (place: string) => existsSync(join(place, 'mark'));
  const fillWith = (text: string) => async (draft: string) => {
    writeFileSync(join(draft, 'mark'), '');
    writeFileSync(join(draft, 'value'), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'replace-'));
    folder = join(root, 'deep', 'tensorflow');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('makes it, and then puts another into its place', async () => {
    await replaceFolder(folder, { isOurs, fill: fillWith('one') });
    await replaceFolder(folder, { isOurs, fill: fillWith('two') });
    expect(readFileSync(join(folder, 'value'), 'utf8')).toBe('two');
    expect(readdirSync(join(root, 'deep'))).toEqual(['tensorflow']);
  });

  it('leaves the old one and no draft when filling fails', async () => {
    await replaceFolder(folder, { isOurs, fill: fillWith('one') });
    const fill = async (draft: string) => {
      await fillWith('two')(draft);
      throw new Error('no more disk');
    };
    await expect(replaceFolder(folder, { isOurs, fill })).rejects.toThrow('no more disk');
    expect(readFileSync(join(folder, 'value'), 'utf8')).toBe('one');
    expect(readdirSync(join(root, 'deep'))).toEqual(['tensorflow']);
  });

  it('leaves alone what is not ours', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'thesis'), 'years of work');
    const replaced = replaceFolder(folder, { isOurs, fill: fillWith('one') });
    await expect(replaced).rejects.toMatchObject({ code: 'SETUP_IMPOSSIBLE' });
    expect(readdirSync(folder)).toEqual(['thesis']);
  });

  it('clears the drafts of processes that are gone, and no others', async () => {
    const draft = (pid: number) => join(root, 'deep', `.tensorflow.draft-${pid}`);
    const gone = 2 ** 30;
    for (const pid of [gone, process.ppid]) mkdirSync(draft(pid), { recursive: true });
    await replaceFolder(folder, { isOurs, fill: fillWith('one') });
    expect(readdirSync(join(root, 'deep')).sort()).toEqual([`.tensorflow.draft-${process.ppid}`, 'tensorflow']);
  });
});

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'install-')));
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

it('installs nothing through a link, behind which another checkout has its packages', () => {
  const [here = '', other = ''] = folders;
  mkdirSync(join(here, '.config'));
  copyFileSync('.config/install.mjs', join(here, '.config/install.mjs'));
  writeFileSync(join(here, 'package.json'), '{"name":"here","version":"1.0.0"}');
  writeFileSync(join(here, 'package-lock.json'), '{"name":"here","version":"1.0.0","lockfileVersion":3,"packages":{}}');
  writeFileSync(join(other, 'kept'), '');
  symlinkSync(other, join(here, 'node_modules'));
  const script = `import('./.config/install.mjs').then(({ install }) => install())`;
  const install = () => execFileSync(process.execPath, ['-e', script], { cwd: here, stdio: 'pipe' });
  expect(install).toThrow(/node_modules is a link/);
  expect(existsSync(join(other, 'kept'))).toBe(true);
});

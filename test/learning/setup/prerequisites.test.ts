import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPrerequisites, whyMachineMisfits } from '../../../src/learning/setup/check-prerequisites.js';

const LINUX = { platform: 'linux', arch: 'x64', glibc: '2.36' };
const root = mkdtempSync(join(tmpdir(), 'tools-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder as PATH with these programs, each a script. */
function path(name: string, programs: Record<string, string>): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(root, `${name}-`));
  for (const [program, script] of Object.entries(programs)) {
    writeFileSync(join(folder, program), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, program), 0o755);
  }
  return { PATH: folder };
}

const NO_PIP = 'case "$2" in pip) exit 1;; esac; exit 0';

describe.skipIf(process.platform === 'win32')('what a build needs', () => {
  it('is found', async () => {
    const env = path('all', { python3: 'exit 0', 'g++': 'exit 0' });
    expect(await checkPrerequisites('cpu', LINUX, env)).toEqual({
      kind: 'ready',
      found: { python: 'python3', compiler: ['g++'] },
    });
  });

  it('may be a compiler of one’s own, with its arguments', async () => {
    const env = { ...path('own', { python: 'exit 0', mycc: '[ "$1" = --fast ]' }), CXX: 'mycc --fast' };
    expect(await checkPrerequisites('cpu', LINUX, env)).toMatchObject({
      found: { python: 'python', compiler: ['mycc', '--fast'] },
    });
  });

  it.each<[string, Record<string, string>, RegExp[]]>([
    ['nothing', {}, [/Python 3 with pip is missing/, /compiler is missing/]],
    ['a Python without pip', { python3: NO_PIP, 'c++': 'exit 0' }, [/its pip is not/]],
    ['a Python too old', { python3: 'exit 1', 'c++': 'exit 0' }, [/Python 3 with pip is missing/]],
    ['no compiler', { python3: 'exit 0', 'c++': 'exit 1' }, [/compiler is missing/]],
  ])('is told one by one with %s', async (name, programs, expected) => {
    const check = await checkPrerequisites('cpu', LINUX, path(name.replace(/ /g, '-'), programs));
    if (check.kind !== 'missing') return expect.fail('nothing is missing');
    expect(check.details).toHaveLength(expected.length);
    expected.forEach((line, at) => {
      expect(check.details[at]).toMatch(line);
    });
  });

  it('rules machines out that no wheel is made for', () => {
    expect(whyMachineMisfits('cuda', LINUX)).toBeUndefined();
    expect(whyMachineMisfits('cpu', { ...LINUX, glibc: '2.17' })).toBeUndefined();
    expect(whyMachineMisfits('cuda', { ...LINUX, glibc: '2.17' })).toMatch(/2\.27 is needed/);
    expect(whyMachineMisfits('cpu', { ...LINUX, glibc: '2.5' })).toMatch(/2\.17 is needed/);
    expect(whyMachineMisfits('cpu', { ...LINUX, glibc: undefined })).toMatch(/another C library/);
    expect(whyMachineMisfits('cpu', { ...LINUX, arch: 'arm64' })).toMatch(/linux arm64.*wasm/);
    expect(whyMachineMisfits('cpu', { platform: 'win32', arch: 'x64', glibc: undefined })).toMatch(/win32/);
  });
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

describe('--help', () => {
  it.each([
    ['train', 'npm run train', ['--intents DIR', '--messages FILE', '--frozen']],
    ['tune', 'npm run tune', ['--space FILE', '--search KIND', '--side-by-side K']],
    ['learning/evaluate-command', 'npm run evaluate', ['--model DIR', '--against DIR', '--folds K', '--noise']],
    ['learning/model-command', 'npm run model', ['list', 'use FOLDER', 'rollback']],
    ['learning/doctor-command', 'npm run doctor', ['gpu', '--json']],
  ])(
    'of %s says how to call it, each option in a line and an example, and does nothing',
    async (file, call, options) => {
      const { stdout, stderr } = await run(process.execPath, [`dist/src/${file}.js`, '--help']);
      const lines = stdout.trimEnd().split('\n');
      expect(lines.slice(0, 2)).toEqual(['Usage:', expect.stringContaining(call)]);
      for (const option of options) expect(lines.filter((line) => line.startsWith(`  ${option} `))).toHaveLength(1);
      expect(lines.at(-1)).toMatch(/^Example: .*npm run/);
      expect(stderr).toBe('');
    },
  );
});

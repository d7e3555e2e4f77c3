import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { agree, type WorkingProbe } from '../../../src/learning/setup/probe.js';
import { probeTensorflow } from '../../../src/learning/setup/probe-tensorflow.js';
import { tensorflowFolder } from '../../../src/learning/tensorflow-folder.js';
import { buildChildEntry } from '../../support/child-entry.js';

const isSetUp = existsSync(join(tensorflowFolder(), 'concierge.json'));
if (!isSetUp) process.stderr.write('skipped: no native TensorFlow; npm run setup:tensorflow makes one\n');
const root = mkdtempSync(join(tmpdir(), 'probe-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const file = join(root, `${name}.mjs`);
  writeFileSync(file, text);
  return file;
}

const answer: WorkingProbe = { kind: 'works', device: 'cpu', matMulMs: 1, gradientMs: 2, gradientSize: 0.5 };

describe('a probe of TensorFlow', () => {
  it('survives a library that ends the process', async () => {
    const entry = script('abort', 'process.abort();');
    expect(await probeTensorflow({ kind: 'packages' }, { entry })).toMatchObject({ kind: 'fails' });
  });

  it('reads the answer past what packages print', async () => {
    const entry = script('loud', `console.log('Hi there'); console.log(${JSON.stringify(JSON.stringify(answer))});`);
    expect(await probeTensorflow({ kind: 'packages' }, { entry })).toEqual(answer);
  });

  it('fails on an answer of another form', async () => {
    const entry = script('odd', `console.log('{"kind":"works","device":"abacus"}');`);
    expect(await probeTensorflow({ kind: 'packages' }, { entry })).toMatchObject({ kind: 'fails' });
  });

  it('hands on which folder to look in', async () => {
    const entry = script(
      'echo',
      'console.log(JSON.stringify({ kind: "fails", reason: process.argv.slice(2).join() }));',
    );
    expect(await probeTensorflow({ kind: 'folder', folder: '/a b' }, { entry })).toMatchObject({
      reason: 'folder,/a b',
    });
    expect(await probeTensorflow({ kind: 'portable' }, { entry })).toMatchObject({ reason: 'portable' });
  });

  it.skipIf(!isSetUp)(
    'runs the native TensorFlow that was set up',
    async () => {
      const entry = buildChildEntry('src/learning/setup/probe-process.ts');
      const probe = await probeTensorflow({ kind: 'folder', folder: tensorflowFolder() }, { entry });
      if (probe.kind === 'fails') return expect.fail(probe.reason);
      expect(probe.device).not.toBe('wasm');
      expect(probe.version).toMatch(/^2\.\d+/);
      // Of the same seeded matrices on wasm.
      expect(agree(probe, { ...answer, gradientSize: 0.00022674 })).toBe(true);
    },
    120_000,
  );

  it('tells gradients apart that differ by more than rounding', () => {
    expect(agree(answer, { ...answer, gradientSize: 0.5001 })).toBe(true);
    expect(agree(answer, { ...answer, gradientSize: 0.51 })).toBe(false);
    expect(agree(answer, { ...answer, gradientSize: Number.NaN })).toBe(false);
  });
});

import { mkdirSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Script of one encoder process, made from its source: vitest runs TypeScript, a forked process does not.
 * Lies under node_modules so that it finds the packages; moved into place whole, because suites build it side by side.
 */
export function buildEncoderEntry(): string {
  const folder = join(realpathSync('node_modules'), '.cache/concierge');
  const outfile = join(folder, 'encoder-process.mjs');
  const { outputFiles } = buildSync({
    entryPoints: ['src/understanding/encoder-process.ts'],
    bundle: true,
    write: false,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const draft = `${outfile}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(draft, outputFiles[0]?.contents ?? '');
  renameSync(draft, outfile);
  return outfile;
}

import { mkdirSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Script of a child process, made from its source: vitest runs TypeScript, a forked process does not. Lies under
 * node_modules so that it finds the packages; moved into place whole, because suites build it side by side.
 */
export function buildChildEntry(source: string): string {
  const folder = join(realpathSync('node_modules'), '.cache/concierge');
  const outfile = join(folder, basename(source).replace(/\.ts$/, '.mjs'));
  const { outputFiles } = buildSync({
    entryPoints: [source],
    bundle: true,
    write: false,
    packages: 'external',
    // A bundle of its own that only the build makes.
    external: ['./portable-tensorflow.js'],
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

import { mkdtempSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Script of one encoder process, made from its source: vitest runs TypeScript, a forked process does not.
 * Lies under node_modules so that it finds the packages.
 */
export function buildEncoderEntry(): string {
  const folder = mkdtempSync(join(realpathSync('node_modules'), '.encoder-entry-'));
  const outfile = join(folder, 'encoder-process.mjs');
  buildSync({
    entryPoints: ['src/understanding/encoder-process.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  return outfile;
}

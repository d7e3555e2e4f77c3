// Turns TypeScript into what Node and the browser run: under a second, so every start builds and none is stale.
// Types are checked by `npm run check`, not here.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildWidget } from './build-widget.mjs';

const PORTABLE_TENSORFLOW = join('src', 'learning', 'fine-tune', 'portable-tensorflow.ts');

export async function buildAll({ withTests = false } = {}) {
  await Promise.all([
    // Benches drive the widget's own outbox.
    buildServer(withTests ? ['src', 'test', 'widget'] : ['src']),
    buildPortableTensorflow(),
    buildPage('src/gateway/storefront/page', ['storefront.ts', 'storefront.css', 'invoice.css', 'newsletter.css']),
    buildPage('src/console/page', ['console.ts', 'console.css']),
    buildWidget({ outfile: 'dist/widget.js' }),
  ]);
}

/** One file in, one file out: stack traces and child entries keep the places they have in the source. */
function buildServer(folders) {
  return build({
    entryPoints: folders.flatMap((folder) => typescriptIn(folder)),
    outdir: 'dist',
    outbase: '.',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
  });
}

/** Bundled from the packages' browser sources, because their builds for Node leave out half; see the file itself. */
function buildPortableTensorflow() {
  const globals = [
    "import { createRequire } from 'node:module'",
    'const require = createRequire(import.meta.url)',
    'const __filename = import.meta.filename ?? new URL(import.meta.url).pathname',
    "const __dirname = __filename.slice(0, __filename.lastIndexOf('/'))",
  ];
  return build({
    entryPoints: [PORTABLE_TENSORFLOW],
    outdir: 'dist',
    outbase: '.',
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    banner: { js: `${globals.join(';\n')};` },
    logLevel: 'error',
  });
}

function buildPage(folder, entries) {
  return build({
    entryPoints: entries.map((entry) => join(folder, entry)),
    outdir: join('dist', folder),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    logLevel: 'error',
  });
}

function typescriptIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.d\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/]page[\\/]/.test(path) && path !== PORTABLE_TENSORFLOW);
}

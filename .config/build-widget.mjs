import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the widget into one script with its styles inside.
 * @param {{ outfile: string }} options where the script goes
 * @returns {Promise<{ bytes: number, gzipBytes: number }>} its size
 */
export async function buildWidget({ outfile }) {
  await build({
    absWorkingDir: root,
    entryPoints: ['widget/widget.ts'],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [minifiedStyles, slimSocket],
  });
  const script = await readFile(outfile);
  return { bytes: script.length, gzipBytes: gzipSync(script, { level: 9 }).length };
}

/** Style sheets as minified text. */
const minifiedStyles = {
  name: 'minified-styles',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: 'es2020' });
      return { contents: code, loader: 'text' };
    });
  },
};

/**
 * Socket.IO's client without what the widget never uses: looking sockets up by URL, WebTransport, binary messages,
 * and polling by XMLHttpRequest, whose place its own `fetch` transport takes. WebSocket and long polling stay.
 */
const SLIM = {
  'engine.io-client/build/esm/index.js': `
    export { Socket } from './socket.js';
    export { installTimerFunctions } from './util.js';
    export { nextTick } from './globals.js';`,
  'engine.io-client/build/esm/transports/index.js': `
    import { WS } from './websocket.js';
    import { Fetch } from './polling-fetch.js';
    export const transports = { websocket: WS, polling: Fetch };`,
  'socket.io-parser/build/esm/is-binary.js': `
    export const isBinary = () => false;
    export const hasBinary = isBinary;`,
  'socket.io-parser/build/esm/binary.js': `
    export const deconstructPacket = (packet) => ({ packet, buffers: [] });
    export const reconstructPacket = (packet) => packet;`,
};

const slimSocket = {
  name: 'slim-socket',
  setup({ onLoad, onResolve }) {
    const client = dirname(createRequire(import.meta.url).resolve('socket.io-client/package.json'));
    onResolve({ filter: /^socket\.io-client$/ }, () => ({ path: join(client, 'build/esm/manager.js') }));
    onLoad({ filter: /(engine\.io-client|socket\.io-parser).build.esm./ }, ({ path }) => {
      const file = Object.keys(SLIM).find((name) => path.endsWith(join('node_modules', name)));
      return file && { contents: SLIM[file], loader: 'js', resolveDir: dirname(path) };
    });
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outfile = process.argv[2] ?? join(root, 'dist/widget.js');
  const { bytes, gzipBytes } = await buildWidget({ outfile });
  console.log(`${outfile}: ${(bytes / 1024).toFixed(1)} KB, ${(gzipBytes / 1024).toFixed(2)} KB gzip`);
}

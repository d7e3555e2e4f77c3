import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

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

/** A style sheet, with all it imports, as minified text. */
const minifiedStyles = {
  name: 'minified-styles',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        charset: 'utf8',
      });
      return { contents: outputFiles[0].text.trim(), loader: 'text' };
    });
  },
};

/**
 * Socket.IO's client without what the widget never uses: looking sockets up by URL, WebTransport, binary messages,
 * ways to read an address that browsers have built in, and polling by XMLHttpRequest, whose place its own `fetch`
 * transport takes. WebSocket and long polling stay.
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
  'engine.io-client/build/esm/contrib/parseuri.js': `
    export const parse = (uri) => {
      const { protocol, hostname, port } = new URL(uri);
      return { protocol: protocol.slice(0, -1), host: hostname.replace(/^\\[|\\]$/g, ''), port };
    };`,
  'engine.io-client/build/esm/contrib/parseqs.js': `
    export const encode = (query) => String(new URLSearchParams(query));
    export const decode = (query) => Object.fromEntries(new URLSearchParams(query));`,
};

const slimSocket = {
  name: 'slim-socket',
  setup({ onLoad, onResolve }) {
    const client = dirname(createRequire(import.meta.url).resolve('socket.io-client/package.json'));
    const instead = {
      'socket.io-client': join(client, 'build/esm/manager.js'),
      'socket.io-parser': join(root, 'widget/socket-packets.ts'),
      'engine.io-parser': join(root, 'widget/engine-packets.ts'),
    };
    onResolve({ filter: /^(socket\.io-client|(socket|engine)\.io-parser)$/ }, ({ path }) => ({ path: instead[path] }));
    onLoad({ filter: /engine\.io-client.build.esm./ }, ({ path }) => {
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

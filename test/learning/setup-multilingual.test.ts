import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../src/errors.js';
import { setupMultilingual } from '../../src/learning/multilingual/setup-multilingual.js';
import { tinyBert } from '../support/tiny-bert.js';
import { tinyTokenizer } from '../support/tiny-tokenizer.js';

const WEIGHTS = 'model.safetensors';

describe('setting up a multilingual encoder', () => {
  let place: string;
  let from: string;
  let folder: string;
  const lines: string[] = [];
  const common = { progress: (line: string) => void lines.push(line), signal: new AbortController().signal };
  beforeEach(async () => {
    place = mkdtempSync(join(tmpdir(), 'setup-'));
    folder = join(place, 'multilingual');
    from = await tinyBert(join(place, 'from'), (name) => name);
    await tinyTokenizer(from, ['where', 'is', 'it', '订', '单']);
    if (!existsSync(join(from, 'tokenizer_config.json'))) writeFileSync(join(from, 'tokenizer_config.json'), '{}');
    lines.length = 0;
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const take = () => setupMultilingual({ folder, source: { kind: 'folder', from }, ...common });
  const isSame = (file: string) => readFileSync(join(folder, file)).equals(readFileSync(join(from, file)));

  describe('from a folder', () => {
    it('copies what is whole and says what it is', async () => {
      expect(await take()).toEqual({ tokenizer: 'WordPiece', pieces: 10, layers: 2, dimensions: 16 });
      expect(isSame(WEIGHTS)).toBe(true);
      expect((await take()).layers).toBe(2);
    });

    it.each([
      ['a missing file', () => rmSync(join(from, 'tokenizer.json')), /tokenizer\.json: is missing/],
      ['other shapes than stated', () => change('config.json', { hidden_size: 32 }), /expected \[40,32\]/],
      [
        'more words than rows',
        () => tinyTokenizer(from, 'abcdefghijklmnopqrstuvwxyz0123456789'.split('')),
        /has 41 pieces/,
      ],
      [
        'another kind of tokeniser',
        () => change('tokenizer.json', { model: { type: 'BPE', vocab: {} } }),
        /WordPiece or/,
      ],
      ['a file cut short', () => cut(WEIGHTS), /are outside of the/],
      ['no JSON', () => writeFileSync(join(from, 'tokenizer_config.json'), '{'), /cannot be read as JSON/],
    ])('refuses %s and leaves what is there', async (_what, spoil, reason) => {
      await take();
      await spoil();
      const fault = await failure(take());
      expect([fault.code, fault.details.join('\n')]).toEqual(['MODEL_INVALID', expect.stringMatching(reason)]);
      expect(existsSync(join(folder, WEIGHTS))).toBe(true);
    });

    function change(file: string, values: object): void {
      const read: object = JSON.parse(readFileSync(join(from, file), 'utf8'));
      writeFileSync(join(from, file), JSON.stringify({ ...read, ...values }));
    }

    function cut(file: string): void {
      writeFileSync(join(from, file), readFileSync(join(from, file)).subarray(0, -100));
    }
  });

  describe('from a hub', () => {
    let hub: Hub;
    beforeEach(async () => {
      hub = await startHub(from);
    });
    afterEach(() => hub.stop());
    const fetchAll = () => setupMultilingual({ folder, source: { kind: 'hub', url: hub.url }, ...common });

    it('fetches each file, tells how far it is and leaves no drafts', async () => {
      expect((await fetchAll()).pieces).toBe(10);
      expect(['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS].every(isSame)).toBe(true);
      expect(lines.filter((line) => line.includes(WEIGHTS)).at(-1)).toMatch(/: 100 % of/);
      expect(existsSync(`${folder}.download`)).toBe(false);
    });

    it('goes on where it broke off', async () => {
      hub.breakAfter = 5_000;
      expect((await failure(fetchAll())).code).toBe('DOWNLOAD_BROKEN');
      expect(existsSync(folder)).toBe(false);
      hub.breakAfter = undefined;
      hub.asked.length = 0;
      await fetchAll();
      expect(isSame(WEIGHTS)).toBe(true);
      expect(hub.asked.filter((line) => line.startsWith('GET'))).toEqual([`GET cdn/${WEIGHTS} bytes=5000-`]);
    });

    it('begins anew where the hub cannot go on', async () => {
      hub.breakAfter = 5_000;
      await failure(fetchAll());
      Object.assign(hub, { breakAfter: undefined, hasRanges: false });
      await fetchAll();
      expect(isSame(WEIGHTS)).toBe(true);
    });

    it('refuses other bytes than the hub has stated, and fetches them anew next time', async () => {
      hub.isLying = true;
      expect((await failure(fetchAll())).details.join()).toMatch(/came with hash/);
      expect(existsSync(folder)).toBe(false);
      hub.isLying = false;
      await fetchAll();
      expect(isSame(WEIGHTS)).toBe(true);
    });

    it('says what to do where there is no network', async () => {
      await hub.stop();
      const fault = await failure(fetchAll());
      expect(fault.code).toBe('SETUP_IMPOSSIBLE');
      expect(fault.details.join('\n')).toMatch(
        /cannot be reached from here: .*ECONNREFUSED.*\n.*model\.safetensors\n.*--from FOLDER/,
      );
    });

    it('says so when the hub has no such file', async () => {
      rmSync(join(from, 'tokenizer.json'));
      expect((await failure(fetchAll())).details.join()).toMatch(/tokenizer\.json: answered 404/);
    });
  });
});

type Hub = {
  url: string;
  asked: string[];
  breakAfter: number | undefined;
  hasRanges: boolean;
  isLying: boolean;
  stop(): Promise<void>;
};

/** A model hub as the public one answers: large files lie elsewhere, their SHA-256 and size are told before. */
async function startHub(folder: string): Promise<Hub> {
  const server = createServer((request, response) => {
    const [, where, file = ''] = /^\/(model|cdn)\/(.+)$/.exec(request.url ?? '') ?? [];
    const range = request.headers.range;
    if (where === 'cdn' || file !== WEIGHTS)
      hub.asked.push(`${request.method} ${where}/${file}${range ? ` ${range}` : ''}`);
    const path = join(folder, file);
    if (!existsSync(path)) return void response.writeHead(404).end();
    const bytes = readFileSync(path);
    if (file === WEIGHTS && where === 'model') return redirect(response, bytes);
    if (file !== WEIGHTS) response.setHeader('etag', `"${blobHash(bytes)}"`);
    const start = hub.hasRanges ? Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0) : 0;
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': bytes.length - start });
    if (request.method === 'HEAD') return void response.end();
    if (hub.isLying) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    if (hub.breakAfter === undefined || bytes.length <= hub.breakAfter) return void response.end(bytes.subarray(start));
    response.write(bytes.subarray(start, hub.breakAfter), () => setTimeout(() => response.destroy(), 50));
  });
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hub: Hub = {
    url: `http://127.0.0.1:${port}/model/`,
    asked: [],
    breakAfter: undefined,
    hasRanges: true,
    isLying: false,
    stop: () => close(server),
  };
  return hub;
}

function redirect(response: ServerResponse, bytes: Buffer): void {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  response
    .writeHead(302, { location: `/cdn/${WEIGHTS}`, 'x-linked-etag': `"${sha256}"`, 'x-linked-size': bytes.length })
    .end();
}

/** What git calls a file's content. */
function blobHash(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  return promise.then(
    () => Promise.reject(new Error('nothing failed')),
    (error: AppError) => error,
  );
}

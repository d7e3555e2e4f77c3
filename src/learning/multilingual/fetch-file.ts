import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../errors.js';

export type FetchOptions = { progress: (line: string) => void; signal: AbortSignal };

/**
 * Downloads a file of a model hub and checks its size and hash against what the hub says of it. What has come is kept
 * beside it as `.part`: after a break the same call goes on from there. A file that is there and right is left alone.
 * @throws SETUP_IMPOSSIBLE when the hub cannot be reached or has no such file; DOWNLOAD_BROKEN; SETUP_FAILED when the
 * bytes are not those that the hub has
 */
export async function fetchFile(url: string, file: string, options: FetchOptions): Promise<void> {
  const remote = await describe(url, options.signal);
  if ((await hashFile(file, remote)) === remote.hash) return;
  const part = `${file}.part`;
  await download(url, { part, remote, options });
  const hash = await hashFile(part, remote);
  if (hash !== remote.hash) {
    await rm(part, { force: true });
    throw new AppError('SETUP_FAILED', { details: [`${url}: came with hash ${hash}, expected ${remote.hash}`] });
  }
  await rename(part, file);
}

/** A large file's hash is its SHA-256; a small one's that of a git blob: SHA-1 over its length and its bytes. */
type RemoteFile = { bytes: number; hash: string };

const MAX_REDIRECTS = 5;

/** The hub tells a file's hash before it sends to where the bytes lie, so redirects are followed by hand. */
async function describe(url: string, signal: AbortSignal): Promise<RemoteFile> {
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const { status, headers } = await request(at, { method: 'HEAD', redirect: 'manual', signal });
    const hash = /[0-9a-f]{64}|[0-9a-f]{40}/.exec(headers.get('x-linked-etag') ?? headers.get('etag') ?? '')?.[0];
    const bytes = Number(headers.get('x-linked-size') ?? headers.get('content-length'));
    const isRedirect = status >= 300 && status < 400;
    if (hash !== undefined && bytes > 0 && (!isRedirect || headers.has('x-linked-size'))) return { bytes, hash };
    const next = headers.get('location');
    if (!isRedirect || next === null) throw impossible(`${url}: answered ${status} and no hash`);
    at = new URL(next, at).href;
  }
  throw impossible(`${url}: leads in a circle`);
}

type Download = { part: string; remote: RemoteFile; options: FetchOptions };

async function download(url: string, { part, remote, options }: Download): Promise<void> {
  const { progress, signal } = options;
  const found = (await sizeOf(part)) ?? 0;
  if (found === remote.bytes) return;
  const has = found < remote.bytes ? found : 0;
  const response = await request(url, { signal, headers: has > 0 ? { range: `bytes=${has}-` } : {} });
  if (!response.ok || response.body === null) throw impossible(`${url}: answered ${response.status}`);
  const start = response.status === 206 ? has : 0;
  try {
    const to = createWriteStream(part, { flags: start > 0 ? 'a' : 'w' });
    await pipeline(chunksOf(response.body), countBytes({ start, total: remote.bytes, name: url, progress }), to, {
      signal,
    });
  } catch (cause) {
    const came = (await sizeOf(part)) ?? 0;
    throw new AppError('DOWNLOAD_BROKEN', { cause, details: [`${url}: ${came} of ${remote.bytes} bytes came`] });
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

type Count = { start: number; total: number; name: string; progress: (line: string) => void };

/** Tells each tenth, and lets no more than the stated bytes through. */
function countBytes({ start, total, name, progress }: Count): Transform {
  let came = start;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const before = Math.floor((came / total) * 10);
      came += chunk.length;
      const tenths = Math.floor((came / total) * 10);
      if (tenths > before) progress(`${name}: ${tenths * 10} % of ${(total / 1e6).toFixed(1)} MB`);
      done(came > total ? new Error('more came than was stated') : null, chunk);
    },
  });
}

/** The hash of a file in the way that the hub has chosen; undefined where none of this size is. */
async function hashFile(file: string, { bytes, hash }: RemoteFile): Promise<string | undefined> {
  if ((await sizeOf(file)) !== bytes) return undefined;
  const isBlob = hash.length === 40;
  const sum = createHash(isBlob ? 'sha1' : 'sha256');
  if (isBlob) sum.update(`blob ${bytes}\0`);
  await pipeline(createReadStream(file), sum);
  return sum.digest('hex');
}

async function request(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    const { host } = new URL(url);
    const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new AppError('SETUP_IMPOSSIBLE', { cause, details: [`${host} cannot be reached from here: ${why}`] });
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

function impossible(what: string): AppError {
  return new AppError('SETUP_IMPOSSIBLE', { details: [what] });
}

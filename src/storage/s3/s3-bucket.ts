import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import type { S3Config } from '../../config.js';
import { jitteredDelayMs } from '../../conversation/work/retry-policy.js';
import { AppError } from '../../errors.js';

/** A bucket of an S3-compatible store, addressed by path. */
export type S3Place = S3Config;

/** Names hold letters, digits, `/`, `-` and `.` only. Every call may be repeated, and is while the store is away. */
export type S3Bucket = {
  put(name: string, type: string, bytes: Uint8Array): Promise<void>;
  get(name: string): Promise<{ type: string; bytes: Uint8Array } | undefined>;
  /** Also when there is none. */
  remove(name: string): Promise<void>;
  /** The names that begin with `prefix`, in order, page after page. */
  list(prefix: string): AsyncGenerator<string[]>;
  /** @throws BLOB_STORE_INVALID with what the store has against the settings; STORE_UNAVAILABLE when it is away */
  check(): Promise<void>;
};

/** Until one try is given up. */
const TRY_MS = 20_000;
const TRIES = 4;
const RETRY = { firstMs: 100, longestMs: 2_000 };
const LISTED_AT_ONCE = 1000;

export function openS3Bucket(place: S3Place, listedAtOnce = LISTED_AT_ONCE): S3Bucket {
  const { accessKeyId, secretAccessKey, region, bucket, endpoint } = place;
  const signer = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
  const root = `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  const ask: Ask = (method, path, content) => send(signer, { method, url: `${root}${path}`, ...content });
  return {
    put: async (name, type, bytes) => {
      expectOk(await ask('PUT', `/${name}`, { type, bytes }));
    },
    get: async (name) => {
      const answer = await ask('GET', `/${name}`);
      if (answer.status === 404 && answer.code === 'NoSuchKey') return undefined;
      const { type, bytes } = expectOk(answer);
      return { type, bytes };
    },
    remove: async (name) => {
      const answer = await ask('DELETE', `/${name}`);
      if (answer.code !== 'NoSuchKey') expectOk(answer);
    },
    list: (prefix) => listPages(ask, prefix, listedAtOnce),
    check: () => checkBucket(ask, place),
  };
}

type Ask = (method: string, path: string, content?: Content) => Promise<Answer>;
type Content = { type: string; bytes: Uint8Array };
type Answer = { status: number; type: string; bytes: Uint8Array; code: string | undefined };
type Question = Partial<Content> & { method: string; url: string };

/** Tries again while the store is away, is busy or breaks off. @throws STORE_UNAVAILABLE */
async function send(signer: AwsClient, question: Question): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const outcome = await sendOnce(signer, question).catch((error: unknown) => ({ error }));
    if ('status' in outcome && outcome.status < 500 && outcome.status !== 429 && outcome.status !== 408) return outcome;
    if (tries === TRIES) {
      if ('status' in outcome) return expectOk(outcome);
      throw new AppError('STORE_UNAVAILABLE', { cause: outcome.error, details: [`S3: ${reasonOf(outcome.error)}`] });
    }
    await pause(jitteredDelayMs(RETRY, tries));
  }
}

async function sendOnce(signer: AwsClient, { method, url, type, bytes }: Question): Promise<Answer> {
  const body = bytes === undefined ? undefined : new Uint8Array(bytes);
  // Signed with its content, so that a store notices what was changed on the way.
  const hash = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  const headers = { 'x-amz-content-sha256': hash, ...(type !== undefined && { 'content-type': type }) };
  const request = await signer.sign(url, { method, headers, ...(body !== undefined && { body }) });
  const response = await fetch(request, { redirect: 'manual', signal: AbortSignal.timeout(TRY_MS) });
  const answered = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? 'application/octet-stream',
    bytes: answered,
    code: response.ok ? undefined : tagIn(answered, 'Code'),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function expectOk(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new AppError('STORE_UNAVAILABLE', { details: [`S3 answered ${describe(answer)}`] });
}

function describe({ status, code }: Answer): string {
  return `${status}${code === undefined ? '' : ` ${code}`}`;
}

async function* listPages(ask: Ask, prefix: string, listedAtOnce: number): AsyncGenerator<string[]> {
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ 'list-type': '2', 'max-keys': String(listedAtOnce), prefix });
    if (token !== undefined) query.set('continuation-token', token);
    const { bytes } = expectOk(await ask('GET', `?${query}`));
    yield tagsIn(bytes, 'Key');
    token = tagIn(bytes, 'NextContinuationToken');
  } while (token !== undefined);
}

async function checkBucket(ask: Ask, { endpoint, bucket }: S3Place): Promise<void> {
  const answer = await ask('GET', '?list-type=2&max-keys=1');
  if (answer.status !== 200) {
    const details = [`S3_ENDPOINT ${endpoint}, S3_BUCKET ${bucket}: it answered ${describe(answer)}`];
    throw new AppError('BLOB_STORE_INVALID', { details });
  }
  // Where the key may not ask this, nobody can tell.
  const { bytes } = await ask('GET', '?versioning=');
  if (tagIn(bytes, 'Status') !== 'Enabled') return;
  const details = [
    `S3_BUCKET ${bucket}: it keeps old versions, so that erased files would stay; take one that does not`,
  ];
  throw new AppError('BLOB_STORE_INVALID', { details });
}

/** Enough of XML for what we read: texts of our own alphabet, and tokens, in tags without attributes. */
function tagsIn(bytes: Uint8Array, tag: string): string[] {
  const found = new TextDecoder().decode(bytes).matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'));
  return [...found].map(([, text = '']) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

function tagIn(bytes: Uint8Array, tag: string): string | undefined {
  return tagsIn(bytes, tag)[0];
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { AwsClient } from 'aws4fetch';
import type { S3Place } from '../../src/storage/s3/s3-bucket.js';
import { freePort } from './free-port.js';

const INSTALL = 'test/support/s3-server/install.sh';
const START_WITHIN_MS = 50_000;
const REGION = 'eu-central-1';
const BUCKET = 'concierge-files';

/** Why the S3 server cannot be started on this machine; undefined when it can. */
export function noS3(): string | undefined {
  const { status, stderr } = where();
  return status === 0 ? undefined : stderr.trim();
}

function where() {
  return spawnSync('bash', [INSTALL, '--where'], { encoding: 'utf8' });
}

export type S3Server = {
  /** A bucket, and a key that may use it; both new after a revival. */
  readonly place: S3Place;
  readonly process: ChildProcess;
  makeBucket(bucket: string, isVersioned?: boolean): Promise<void>;
  kill(): Promise<void>;
  /** Again on the same port, without anything it had: it keeps everything in memory. */
  revive(): Promise<void>;
};

/** An S3 server of the test's own on a free port, which checks signatures and permissions. */
export async function startS3(): Promise<S3Server> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const python = where().stdout.trim();
  const start = async () => {
    const child = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    await untilReady(endpoint);
    return { child, place: await makeAccount(endpoint) };
  };
  let running = await start();
  const kill = async () => {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    get place() {
      return running.place;
    },
    get process() {
      return running.child;
    },
    makeBucket: (bucket, isVersioned = false) => makeBucket({ ...running.place, bucket }, isVersioned),
    kill,
    revive: async () => {
      running = await start();
    },
  };
}

/** A user with a key who may do anything in S3 and nothing else; from then on nobody may without a key. */
async function makeAccount(endpoint: string): Promise<S3Place> {
  const nobody = { endpoint, bucket: BUCKET, region: REGION, accessKeyId: 'nobody', secretAccessKey: 'nothing' };
  const iam = (fields: Record<string, string>) => {
    const body = new URLSearchParams({ Version: '2010-05-08', ...fields }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return ask(nobody, 'iam', endpoint, { method: 'POST', headers, body });
  };
  await iam({ Action: 'CreateUser', UserName: 'concierge' });
  const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam({ Action: 'PutUserPolicy', UserName: 'concierge', PolicyName: 'files', PolicyDocument });
  const made = await iam({ Action: 'CreateAccessKey', UserName: 'concierge' });
  const [accessKeyId = '', secretAccessKey = ''] = ['AccessKeyId', 'SecretAccessKey'].map(
    (tag) => new RegExp(`<${tag}>([^<]*)<`).exec(made)?.[1],
  );
  const place = { ...nobody, accessKeyId, secretAccessKey };
  await makeBucket(place, false);
  await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: '0' });
  return place;
}

async function makeBucket(place: S3Place, isVersioned: boolean): Promise<void> {
  const { endpoint, bucket, region } = place;
  const body = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  await ask(place, 's3', `${endpoint}/${bucket}`, { method: 'PUT', body });
  if (!isVersioned) return;
  const versioned = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
  await ask(place, 's3', `${endpoint}/${bucket}?versioning=`, { method: 'PUT', body: versioned });
}

async function ask(place: S3Place, service: string, url: string, init: RequestInit): Promise<string> {
  const { accessKeyId, secretAccessKey, region } = place;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service, retries: 0 });
  const response = await client.fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`the S3 server answered ${response.status}: ${text}`);
  return text;
}

async function untilReady(endpoint: string): Promise<void> {
  const until = performance.now() + START_WITHIN_MS;
  while (performance.now() < until) {
    const isReady = await fetch(`${endpoint}/moto-api/`).then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the S3 server did not start');
}

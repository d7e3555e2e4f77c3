import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { AppError } from '../errors.js';

/** What a file must be. */
export type Fingerprint = { bytes: number; sha256: string };

/** Contents of those files that were kept. */
export type Files = { has(name: string): boolean; get(name: string): Buffer; text(name: string): string };

type Wanted = {
  folder: string;
  files: Record<string, Fingerprint | undefined>;
  /** Read into memory; the others are only hashed, piece by piece. */
  kept: readonly string[];
};

/** Small, because hashing one is time the event loop does not have. */
const PIECE_BYTES = 256 * 1024;

/**
 * Checks place, kind, size and SHA-256 of files before anything of them is used. Nothing larger than it should be is
 * opened, and nothing may stand beside a file in a folder further down that is not one of them.
 * @throws MODEL_INVALID naming every file that is not as it must be
 */
export async function readCheckedFiles({ folder, files, kept }: Wanted): Promise<Files> {
  const root = await realpath(folder);
  const read = new Map<string, Buffer>();
  const details: string[] = [];
  for (const [name, expected] of Object.entries(files)) {
    if (expected === undefined) continue;
    const outcome = await readChecked(root, { name, expected, isKept: kept.includes(name) });
    if (typeof outcome === 'string') details.push(`${join(folder, name)}: ${outcome}`);
    else read.set(name, outcome);
  }
  if (details.length === 0) details.push(...(await findStrangers(root, Object.keys(files))));
  if (details.length > 0) throw new AppError('MODEL_INVALID', { details });
  const get = (name: string) => read.get(name) ?? Buffer.alloc(0);
  return { has: (name) => read.has(name), get, text: (name) => get(name).toString('utf8') };
}

type Checking = { name: string; expected: Fingerprint; isKept: boolean };

/** The file's bytes, none when it is not kept, or what is wrong with it. */
async function readChecked(root: string, { name, expected, isKept }: Checking): Promise<Buffer | string> {
  const path = join(root, name);
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return 'is missing';
  if (!found.isFile()) return 'is not a plain file';
  if (!(await realpath(path)).startsWith(root + sep)) return 'leads out of the model folder';
  if (found.size !== expected.bytes) return `has ${found.size} bytes, expected ${expected.bytes}`;
  const hash = createHash('sha256');
  const pieces: Buffer[] = [];
  // Up to one byte more, should it be growing: then its hash is another.
  for await (const piece of createReadStream(path, { end: expected.bytes, highWaterMark: PIECE_BYTES })) {
    hash.update(piece);
    if (isKept) pieces.push(piece);
  }
  const sha256 = hash.digest('hex');
  return sha256 === expected.sha256 ? Buffer.concat(pieces) : `has SHA-256 ${sha256}, expected ${expected.sha256}`;
}

/** A graph can take weights from files beside it, which nobody would have checked. */
async function findStrangers(root: string, names: string[]): Promise<string[]> {
  const folders = new Set(names.map((name) => dirname(name)).filter((folder) => folder !== '.'));
  const found: string[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(join(root, folder)).catch(() => [])) {
      const name = `${folder}/${entry}`;
      if (!names.includes(name)) found.push(`${join(root, name)}: is not named by the manifest`);
    }
  }
  return found;
}

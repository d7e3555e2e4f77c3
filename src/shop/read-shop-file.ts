import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../errors.js';
import { parseShopText } from './parse-shop-text.js';
import type { ShopFile } from './shop-file.js';

const MAX_BYTES = 200 * 1024 * 1024;

/**
 * Reads a shop file and checks all of it before anything is imported.
 * @throws SHOP_FILE_INVALID with one detail per mistake: its place, its line and what is wrong
 */
export async function readShopFile(path: string): Promise<ShopFile> {
  const read = parseShopText(await readText(path));
  switch (read.kind) {
    case 'shop':
      return read.file;
    case 'mistakes':
      throw new AppError('SHOP_FILE_INVALID', { details: read.details });
  }
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw tooLarge(path, size);
    return decode(await readFile(path), path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('SHOP_FILE_INVALID', { cause: error, details: [`${path}: this file cannot be read`] });
  }
}

function tooLarge(path: string, size: number): AppError {
  const megabytes = Math.ceil(size / 1024 / 1024);
  return new AppError('SHOP_FILE_INVALID', { details: [`${path}: ${megabytes} MB are more than the 200 MB allowed`] });
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError('SHOP_FILE_INVALID', { cause: error, details: [`${path}: this is not UTF-8 text`] });
  }
}

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { AgentId, ShopId } from '../protocol/ids.js';
import type { Role } from './authorisation.js';

/** Port: the shop's staff. E-mail addresses are compared without case. */
export type AgentDirectory = {
  byEmail(shopId: ShopId, email: string): Promise<AgentAccount | undefined>;
  byId(shopId: ShopId, agentId: AgentId): Promise<AgentAccount | undefined>;
  /** Adds, or replaces the one with the same id. @throws BAD_INPUT when another account has this e-mail address */
  save(shopId: ShopId, account: AgentAccount): Promise<void>;
};

export type AgentAccount = {
  agentId: AgentId;
  email: string;
  name: string;
  role: Role;
  /** From `hashPassword`. */
  passwordHash: string;
  isActive: boolean;
};

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const KEY_BYTES = 32;

/** scrypt (RFC 7914) with Node's defaults (N 2^14, r 8, p 1): `salt.key`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, KEY_BYTES);
  return `${salt.toString('base64url')}.${key.toString('base64url')}`;
}

/** Takes the same time whether or not there is such an account: pass `undefined` for an unknown one. */
export async function isPassword(password: string, account: AgentAccount | undefined): Promise<boolean> {
  const [salt = '', key = ''] = (account?.passwordHash ?? UNKNOWN).split('.');
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), KEY_BYTES);
  const isSame = expected.length === actual.length && timingSafeEqual(expected, actual);
  return isSame && account?.isActive === true;
}

const UNKNOWN = `${Buffer.alloc(16).toString('base64url')}.${Buffer.alloc(KEY_BYTES, 1).toString('base64url')}`;

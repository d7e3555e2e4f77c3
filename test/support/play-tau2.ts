import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ShopFile } from '../../src/shop/shop-file.js';
import { openSqliteFolder } from '../storage/sqlite/sqlite-folder.js';
import { tau2Database, tau2ShopFile } from './import-tau2.js';
import { newDataDir, removeDataDirs, ServerProcess } from './server-process.js';
import { Shopper, wordsOf } from './shopper.js';
import { afterRequest, type Tau2State } from './tau2-policy.js';
import { type Tau2Story, tau2Stories } from './tau2-stories.js';
import { type Tau2View, viewOfShop, viewOfState } from './to-tau2.js';

export type Played = {
  story: Tau2Story;
  /** What both sides said. */
  said: string[];
  /** How many of the requests the policy allows. */
  allowed: number;
  /** Ids of the customer and their orders that are not as the policy says. */
  wrong: string[];
};

export type Tau2Result = {
  played: Played[];
  /** What is not as it was though no story is about it: orders, customers, products that can be had. */
  wrongElsewhere: string[];
};

/** Plays every story with the built server over a real socket, then compares the whole database it left with the policy's. */
export async function playTau2(): Promise<Tau2Result> {
  const folder = mkdtempSync(join(tmpdir(), 'tau2-policy-'));
  const file = tau2ShopFile();
  const shopFile = join(folder, 'shop.json');
  writeFileSync(shopFile, JSON.stringify(file));
  const dataDir = newDataDir();
  const server = await ServerProcess.start({ shopFile, dataDir });
  const stories = tau2Stories();
  const said: string[][] = [];
  try {
    for (const story of stories) said.push(await play(server.address, story));
  } finally {
    await server.stop();
  }
  const left = viewOfShop(await readShop(dataDir, file));
  rmSync(folder, { recursive: true, force: true });
  removeDataDirs();
  return judge(stories, said, left);
}

async function play(address: string, { lines }: Tau2Story): Promise<string[]> {
  const shopper = await Shopper.arrive(address);
  const said: string[] = [];
  for (const line of lines) said.push(`> ${line}`, wordsOf(await shopper.ask(line)));
  shopper.leave();
  return said;
}

async function readShop(dataDir: string, { shop, customers }: ShopFile) {
  const { stores, close } = openSqliteFolder({ dataDir });
  const products = await stores.shops.products(shop.id);
  const known = await Promise.all(customers.map(({ id }) => stores.shops.customer(shop.id, id)));
  const orders = await Promise.all(customers.map(({ id }) => stores.shops.ordersOf(shop.id, id)));
  await close();
  return { products, customers: known.filter((one) => one !== undefined), orders: orders.flat() };
}

function judge(stories: Tau2Story[], said: string[][], left: Tau2View): Tau2Result {
  let state: Tau2State = tau2Database();
  const allowed = stories.map(({ userId, agreed }) => {
    let count = 0;
    for (const request of agreed) {
      const after = afterRequest(state, userId, request);
      if (after !== undefined) count += 1;
      state = after ?? state;
    }
    return count;
  });
  const wrong = differences(viewOfState(state), left);
  const { orders } = state;
  const isOf = (id: string, userId: string) => id === userId || orders[id]?.user_id === userId;
  return {
    played: stories.map((story, at) => ({
      story,
      said: said[at] ?? [],
      allowed: allowed[at] ?? 0,
      wrong: wrong.filter((id) => isOf(id, story.userId)),
    })),
    wrongElsewhere: wrong.filter((id) => !stories.some(({ userId }) => isOf(id, userId))),
  };
}

/** Ids of what differs, or stands on one side only. */
function differences(expected: Tau2View, actual: Tau2View): string[] {
  return (['orders', 'users', 'available'] as const).flatMap((part) => {
    const ids = new Set([...Object.keys(expected[part]), ...Object.keys(actual[part])]);
    return [...ids].filter((id) => !isDeepStrictEqual(plain(expected[part][id]), plain(actual[part][id])));
  });
}

/** Without what is undefined. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

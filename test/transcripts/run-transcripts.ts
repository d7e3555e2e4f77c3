import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShopFile } from '../../src/shop/shop-file.js';
import { tau2ShopFile } from '../support/import-tau2.js';
import { noShared } from '../support/require-parts.js';
import { outfitterShop } from './outfitter-shop.js';
import { type Played, playTranscript } from './play-transcript.js';
import type { Stage } from './stage.js';
import { type ParsedTranscript, parseTranscript, type Transcript } from './transcript.js';
import { wardrobeShop } from './wardrobe-shop.js';

export type Outcome =
  | { kind: 'played'; parsed: Extract<ParsedTranscript, { kind: 'transcript' }>; played: Played }
  | { kind: 'skipped'; parsed: ParsedTranscript; reason: string }
  | Extract<ParsedTranscript, { kind: 'mistakes' }>;

/** Every `*.yaml` of the folder and of those in it, by path; a path that is a file is that file. */
export function readTranscripts(path: string): ParsedTranscript[] {
  const files = path.endsWith('.yaml') ? [path] : yamlIn(path);
  return files.map((file) => parseTranscript(file, readFileSync(file, 'utf8')));
}

function yamlIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name))
    .sort();
}

/** Plays one as a conversation of its own; many can be played at once. */
export function createPlayer(stage: Stage): (parsed: ParsedTranscript) => Promise<Outcome> {
  const shops = createShops();
  return async (parsed) => {
    if (parsed.kind === 'mistakes') return parsed;
    const { transcript: script, file } = parsed;
    const reason = script.shop === 'tau2' ? noShared('data/tau2-retail/db.json') : undefined;
    if (reason !== undefined) return { kind: 'skipped', parsed, reason };
    const shop = await shops(script.shop, script.people);
    return { kind: 'played', parsed, played: await playTranscript(stage, { name: file, script, shop }) };
  };
}

function createShops() {
  let wardrobe: Promise<ShopFile> | undefined;
  let outfitter: Promise<ShopFile> | undefined;
  let tau2: ShopFile | undefined;
  return async (name: Transcript['shop'], people: string[]): Promise<ShopFile> => {
    switch (name) {
      case 'wardrobe':
        wardrobe ??= wardrobeShop();
        return wardrobe;
      case 'outfitter':
        outfitter ??= outfitterShop();
        return outfitter;
      case 'tau2':
        tau2 ??= tau2ShopFile();
        return withPeople(tau2, people);
    }
  };
}

/** A shop with the accounts that a conversation needs, to be imported in no time. */
function withPeople(file: ShopFile, people: string[]): ShopFile {
  return {
    ...file,
    customers: file.customers.filter(({ id }) => people.includes(id)),
    orders: file.orders.filter(({ customerId }) => people.includes(customerId)),
  };
}

/** Whether everything came as scripted. */
export function isGood(outcome: Outcome): boolean {
  if (outcome.kind === 'skipped') return true;
  if (outcome.kind === 'mistakes') return false;
  const { turns, shop } = outcome.played;
  return shop.length === 0 && turns.every(({ differences }) => differences.length === 0);
}

/** @param count how many are under way at the same time, at most */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  count: number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}

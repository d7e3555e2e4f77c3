import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, anOrder, aShop } from '../support/a-turn.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper, wordsOf } from '../support/shopper.js';

const OLD_PASSWORD = 'the first password';
const NEW_PASSWORD = 'the second password';

/** One shop, one story: cancelled as a guest, then started again with another file and another password. */
describe('a server that is started again with changed settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'start-again-'));
  const shopFile = join(folder, 'shop.json');
  const dataDir = newDataDir();
  let server: ServerProcess;

  beforeAll(async () => {
    writeShop('Quay jacket');
    server = await ServerProcess.start({ shopFile, dataDir, env: { AGENT_PASSWORD: OLD_PASSWORD } });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
    removeDataDirs();
  });

  function writeShop(title: string): void {
    const payments = [{ kind: 'payment' as const, amount: 5900, methodId: 'gift-1' }];
    const shop = {
      shop: aShop(),
      products: [
        {
          id: 'p-1',
          title,
          category: 'Jackets',
          description: '',
          variants: [{ id: 'v-1', options: {}, price: 5900, stock: 0 }],
        },
      ],
      customers: [aCustomer()],
      orders: [anOrder({ payments }), anOrder({ id: 'TS-1002', status: 'shipped' })],
      policies: [],
    };
    writeFileSync(shopFile, JSON.stringify(shop));
  }

  async function stock(): Promise<string> {
    const page = await (await fetch(`${server.address}/p/p-1`)).text();
    return /data-stock[^>]*>([^<]*)/.exec(page)?.[1] ?? '';
  }

  const signIn = (password: string) =>
    fetch(`${server.address}/console/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'agent@harbourlane.example', password }),
    });

  const me = (cookie: string) => fetch(`${server.address}/console/me`, { headers: { cookie } });

  it('finds a guest’s order without its hyphen, cancels it, and has the item to sell again', async () => {
    expect(await stock()).toBe('Sold out');
    const shopper = await Shopper.arrive(server.address);
    await shopper.ask('please cancel my order TS1001');
    const asked = wordsOf(await shopper.ask('mara@example.com'));
    expect(asked).toContain('(Cancel order TS-1001)');
    const done = wordsOf(await shopper.ask('yes'));
    expect(done).toMatch(/order TS-1001 is cancelled\. €59\.00 is back on gift card ending 77 now\./i);
    expect(await stock()).toBe('Last one');
    expect(wordsOf(await shopper.ask('is the quay jacket in stock?'))).toContain('Last one');
    shopper.leave();
  });

  it('keeps the cancellation, says so, and takes the new password in place of the old one', async () => {
    const session = (await signIn(OLD_PASSWORD)).headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await me(session)).status).toBe(200);
    await server.stop();
    writeShop('Quay jacket, lined');
    server = await ServerProcess.start({ shopFile, dataDir, env: { AGENT_PASSWORD: NEW_PASSWORD } });
    expect(server.output).toContain(
      'Test Shop, imported: 1 products, 2 orders; done in the chat: 1 not in the file yet (kept)',
    );

    expect((await me(session)).status).toBe(401);
    expect((await signIn(OLD_PASSWORD)).status).toBe(401);
    expect((await signIn(NEW_PASSWORD)).status).toBe(200);

    expect(await stock()).toBe('Last one');
    const shopper = await Shopper.arrive(server.address);
    await shopper.ask('where is my order ts 1001');
    expect(wordsOf(await shopper.ask('mara@example.com'))).toContain('Order TS-1001 was cancelled');
    expect(wordsOf(await shopper.ask('cancel TS1001'))).toContain('can no longer be changed or cancelled');
    shopper.leave();
  });
});

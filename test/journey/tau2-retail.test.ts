import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteFolder } from '../storage/sqlite/sqlite-folder.js';
import { TAU2_FOLDER, tau2ShopFile } from '../support/import-tau2.js';
import { missing, noShared } from '../support/require-parts.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper, wordsOf } from '../support/shopper.js';

describe.skipIf(missing(noShared('data/tau2-retail/db.json')))(
  'the tau2-retail shop, imported and asked over a real socket',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'tau2-'));
    const file = join(folder, 'shop.json');
    const dataDir = newDataDir();
    let server: ServerProcess;
    let shop: ReturnType<typeof tau2ShopFile>;

    beforeAll(async () => {
      shop = tau2ShopFile();
      writeFileSync(file, JSON.stringify(shop));
      server = await ServerProcess.start({ shopFile: file, dataDir });
    });
    afterAll(async () => {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
      removeDataDirs();
    });

    /** Somebody with exactly one pending order, and others. */
    function someone() {
      const pendingOf = (customerId: string) =>
        shop.orders.filter((order) => order.customerId === customerId && order.status === 'pending');
      const customer = shop.customers.find(
        ({ id }) => pendingOf(id).length === 1 && shop.orders.filter((order) => order.customerId === id).length > 1,
      );
      const [order] = customer === undefined ? [] : pendingOf(customer.id);
      if (customer === undefined || order === undefined)
        throw new Error('the data holds nobody with one pending order');
      const foreign = shop.orders.find(({ customerId, status }) => customerId !== customer.id && status === 'pending');
      if (foreign === undefined) throw new Error('the data holds only one customer');
      return { customer, order, foreign };
    }

    it('holds the whole data set', () => {
      expect([shop.products.length, shop.customers.length, shop.orders.length]).toEqual([50, 500, 1000]);
      expect(JSON.parse(readFileSync(`${TAU2_FOLDER}/db.json`, 'utf8')).orders).toBeDefined();
    });

    it('says nothing of an order before the e-mail address is given, then tells only its own', async () => {
      const { customer, order, foreign } = someone();
      const shopper = await Shopper.arrive(server.address);
      const before = wordsOf(await shopper.ask(`where is my order ${order.id}`));
      expect(before).toContain('e-mail address');
      expect(before).not.toContain(order.items[0]?.title ?? '');
      const after = wordsOf(await shopper.ask(`my email is ${customer.email}`));
      expect(after).toContain(customer.firstName);
      expect(after).toContain(order.id);
      const other = wordsOf(await shopper.ask(`and where is order ${foreign.id}?`));
      expect(other).toContain('do not find');
      for (const { title } of foreign.items) expect(other).not.toContain(title);
      shopper.leave();
    });

    it('does not cancel another customer’s order, however it is asked', async () => {
      const { customer, foreign } = someone();
      const shopper = await Shopper.arrive(server.address);
      await shopper.ask('I want to cancel an order');
      await shopper.ask(customer.email);
      expect(wordsOf(await shopper.ask(`cancel order ${foreign.id}`))).toContain('do not find');
      await shopper.ask('yes', `yes:${foreign.id}`);
      const owner = shop.customers.find(({ id }) => id === foreign.customerId);
      const second = await Shopper.arrive(server.address);
      await second.ask(`where is my order ${foreign.id}`);
      expect(wordsOf(await second.ask(owner?.email ?? ''))).not.toContain('cancelled');
      shopper.leave();
      second.leave();
    });

    it('cancels a pending order after a reason the policy accepts and a yes, with the refund the policy names', async () => {
      const { customer, order } = someone();
      const shopper = await Shopper.arrive(server.address);
      await shopper.ask('please cancel my order');
      expect(wordsOf(await shopper.ask(customer.email))).toContain('(no longer needed)');
      expect(wordsOf(await shopper.ask('I found it cheaper in another shop'))).toContain('(no longer needed)');
      const asked = wordsOf(await shopper.ask('it is no longer needed'));
      expect(asked).toContain(`(Cancel order ${order.id})`);
      const done = wordsOf(await shopper.ask('yes'));
      expect(done).toMatch(new RegExp(`order ${order.id} is cancelled`, 'i'));
      const method = customer.paymentMethods.find(({ id }) => id === order.payments[0]?.methodId);
      expect(done).toContain(method?.kind === 'gift-card' ? 'now' : '5 to 7 working days');
      expect(wordsOf(await shopper.ask(`where is my order ${order.id}`))).toContain('was cancelled');
      expect(wordsOf(await shopper.ask(`cancel ${order.id}`))).toContain('can no longer be changed or cancelled');
      shopper.leave();
    });

    it('keeps the cancellation when the server is killed and started on the same file again', async () => {
      const { customer, order } = someone();
      await server.stop('SIGKILL');
      server = await ServerProcess.start({ shopFile: file, dataDir });
      const shopper = await Shopper.arrive(server.address);
      await shopper.ask(`where is my order ${order.id}`);
      expect(wordsOf(await shopper.ask(customer.email))).toContain('was cancelled');
      shopper.leave();
    });

    it('has the gift card’s money on the gift card when it says so, and once', async () => {
      const { customer, order, method } = someoneWithGiftCard();
      const shopper = await Shopper.arrive(server.address);
      await shopper.ask('please cancel my order');
      await shopper.ask(customer.email);
      await shopper.ask('it is no longer needed');
      const done = wordsOf(await shopper.ask('yes'));
      expect(done).toContain(`is back on ${method.label} now.`);
      await shopper.ask(`cancel ${order.id}`);
      shopper.leave();
      await server.stop();
      const { stores, close } = openSqliteFolder({ dataDir });
      const known = await stores.shops.customer(shop.shop.id, customer.id);
      await close();
      const paid = order.payments.reduce((sum, { amount }) => sum + amount, 0);
      expect(known?.paymentMethods).toEqual(
        customer.paymentMethods.map((one) =>
          one.id === method.id ? { ...one, balance: (one.balance ?? 0) + paid } : one,
        ),
      );
      server = await ServerProcess.start({ shopFile: file, dataDir });
    });

    /** Like `someone`, with an order that only a gift card has paid for. */
    function someoneWithGiftCard() {
      const taken = someone().customer.id;
      for (const customer of shop.customers.filter(({ id }) => id !== taken)) {
        const pending = shop.orders.filter(
          ({ customerId, status }) => customerId === customer.id && status === 'pending',
        );
        const [order] = pending;
        const method = customer.paymentMethods.find(({ id }) => id === order?.payments[0]?.methodId);
        if (pending.length === 1 && order !== undefined && method?.kind === 'gift-card')
          return { customer, order, method };
      }
      throw new Error('the data holds nobody with one pending order that a gift card has paid for');
    }

    it('finds a customer by name and postcode too', async () => {
      const { customer } = someone();
      const shopper = await Shopper.arrive(server.address);
      await shopper.ask('show me my orders');
      const { firstName, lastName, address } = customer;
      expect(wordsOf(await shopper.ask(`${firstName} ${lastName}, zip ${address.postcode}`))).toContain(firstName);
      shopper.leave();
    });

    it('passes to a person after as many wrong addresses as the shop allows', async () => {
      const shopper = await Shopper.arrive(server.address);
      await shopper.ask('where is my order');
      await shopper.ask('nobody1@example.com');
      await shopper.ask('nobody2@example.com');
      expect(wordsOf(await shopper.ask('nobody3@example.com'))).toContain('person');
      expect(shopper.transcript.some((entry) => entry.kind === 'notice' && entry.notice === 'waiting-for-agent')).toBe(
        true,
      );
      shopper.leave();
    });
  },
);

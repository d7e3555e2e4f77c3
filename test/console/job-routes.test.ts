import { createServer, type Server } from 'node:http';
import express from 'express';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identity, Role } from '../../src/access/authorisation.js';
import { createGuardRoute } from '../../src/access/guard-route.js';
import { systemClock } from '../../src/clock.js';
import { createJobRoutes } from '../../src/console/job-routes.js';
import { jobsCommand } from '../../src/console/jobs-command.js';
import type { JobQueue } from '../../src/conversation/work/job-queue.js';
import { notFound, reportError } from '../../src/http/report-error.js';
import { createLog } from '../../src/log.js';
import { shopIdSchema } from '../../src/protocol/ids.js';
import { connectSqlite } from '../../src/storage/sqlite/sqlite-connection.js';
import { createSqliteJobQueue } from '../../src/storage/sqlite/sqlite-job-queue.js';
import { temporaryFolder } from '../storage/sqlite/sqlite-folder.js';

const shopId = shopIdSchema.parse('shop-1');
const log = createLog('silent');
const retry = { attempts: 2, firstMs: 1, longestMs: 1 };

describe('jobs over HTTP', () => {
  let who: Identity;
  let app: express.Express;
  let jobs: JobQueue;
  let isRepaired: boolean;
  let close: () => Promise<void>;
  const as = (role: Role): Identity => ({ kind: 'agent', agentId: 'a', name: 'A', role });
  const replay = (body: object) => request(app).post('/console/jobs/replay').send(body);

  beforeEach(async () => {
    const { dataDir, remove } = temporaryFolder();
    const connection = connectSqlite({ dataDir, log });
    jobs = createSqliteJobQueue({ connection, clock: systemClock, log, retry });
    close = async () => {
      await jobs.stop();
      connection.close();
      remove();
    };
    isRepaired = false;
    jobs.work('mail', async (_job, report) => {
      report(0.25);
      if (!isRepaired) throw new Error('the mail server said no');
    });
    await jobs.add({ shopId, kind: 'mail', key: 'm/1', payload: { secret: 'inside' } });
    await jobs.add({ shopId: 'shop-2', kind: 'mail', key: 'of-another-shop', payload: null });
    await vi.waitFor(async () => expect(await jobs.dead('shop-2')).toHaveLength(1));
    await vi.waitFor(async () => expect(await jobs.dead(shopId)).toHaveLength(1));
    who = as('admin');
    app = express();
    app.use(createJobRoutes({ shopId, guard: createGuardRoute(async () => who), jobs }));
    app.use(notFound, reportError(log));
  });
  afterEach(() => close());

  it('lists what failed for good in this shop and why, without its payload', async () => {
    const { body, text } = await request(app).get('/console/jobs/dead').expect(200).expect('cache-control', 'no-store');
    expect(body.jobs).toEqual([
      {
        kind: 'mail',
        key: 'm/1',
        error: expect.stringContaining('the mail server said no'),
        failedAt: expect.any(Number),
      },
    ]);
    expect(text).not.toContain('inside');
    const other = await request(app).get('/console/jobs/dead?kind=other').expect(200);
    expect(other.body).toEqual({ jobs: [] });
  });

  it('tries dead jobs again, and says how one is doing', async () => {
    const path = `/console/jobs/mail/${encodeURIComponent('m/1')}`;
    expect((await request(app).get(path).expect(200)).body.job).toMatchObject({ state: 'dead', attempts: 2 });
    isRepaired = true;
    expect((await replay({ kind: 'mail' }).expect(200)).body).toEqual({ replayed: 1 });
    await vi.waitFor(async () => {
      const { body } = await request(app).get(path).expect(200).expect('cache-control', 'no-store');
      expect(body).toEqual({ job: { state: 'done', attempts: 1, progress: 1 } });
    });
    expect((await replay({ kind: 'mail', key: 'of-another-shop' }).expect(200)).body).toEqual({ replayed: 0 });
    await request(app).get('/console/jobs/mail/of-another-shop').expect(404);
    await request(app).get('/console/jobs/mail/nothing').expect(404);
  });

  it.each([
    ['nobody', { kind: 'nobody' } as const, 401, 401],
    ['a visitor', { kind: 'visitor', visitorId: 'v' } as const, 403, 403],
    ['an agent', as('agent'), 403, 403],
    ['a lead', as('lead'), 200, 403],
    ['an admin', as('admin'), 200, 200],
  ])('answers %s as the table says', async (_who, identity, reading, replaying) => {
    who = identity;
    await request(app).get('/console/jobs/dead').expect(reading);
    await request(app).get('/console/jobs/mail/m%2F1').expect(reading);
    await replay({ kind: 'mail' }).expect(replaying);
  });

  it('is not for other sites, whoever is signed in', async () => {
    await replay({ kind: 'mail' }).set('origin', 'https://evil.example').expect(403);
    expect(await jobs.dead(shopId)).toHaveLength(1);
  });

  it.each([{}, { kind: '' }, { kind: { $ne: null } }, { kind: 'mail', key: ['m/1'] }, { kind: 'mail', more: 1 }])(
    'refuses to replay %j',
    async (body) => {
      expect((await replay(body).expect(400)).body.error.code).toBe('BAD_INPUT');
      expect(await jobs.dead(shopId)).toHaveLength(1);
    },
  );

  it.each(['?kind=', '?kind[$ne]=1', '?kind=a&kind=b', '?shop=shop-2'])('refuses to list %s', async (query) => {
    await request(app).get(`/console/jobs/dead${query}`).expect(400);
  });

  describe('by the command', () => {
    let server: Server;
    let env: Record<string, string>;
    const run = (...words: string[]) => jobsCommand(words, env);
    beforeEach(async () => {
      server = createServer(app);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      env = { PORT: String(port), AGENT_TOKEN: 'token' };
    });
    afterEach(() => {
      server.close();
    });

    it('lists, shows and replays', async () => {
      expect(await run('dead')).toEqual([expect.stringMatching(/^\d{4}-.* {2}mail {2}m\/1 {2}Error: the mail server/)]);
      expect(await run('dead', 'other')).toEqual(['No job has failed for good']);
      expect(await run('show', 'mail', 'm/1')).toEqual([expect.stringMatching(/^dead, 25 % done, attempts: 2, last/)]);
      isRepaired = true;
      expect(await run('replay', 'mail', 'm/1')).toEqual(['Jobs that are tried again: 1']);
      await vi.waitFor(async () => expect(await run('show', 'mail', 'm/1')).toEqual(['done, 100 % done, attempts: 1']));
      expect(await run('replay', 'mail')).toEqual(['Jobs that are tried again: 0']);
    });

    it.each([[[]], [['destroy']], [['show', 'mail']], [['replay']], [['dead', 'a', 'b']], [['show', 'a', 'b', 'c']]])(
      'says what it expects: %j',
      async (words) => {
        await expect(run(...words)).rejects.toMatchObject({
          code: 'BAD_INPUT',
          details: [expect.stringMatching(/^Expected/)],
        });
      },
    );

    it('says what the server has against it', async () => {
      who = as('lead');
      await expect(run('replay', 'mail')).rejects.toMatchObject({
        code: 'BAD_INPUT',
        details: [expect.stringContaining('role')],
      });
      await expect(run('show', 'mail', 'nothing')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });
  });

  it('says so when no server runs', async () => {
    await expect(jobsCommand(['dead'], { PORT: '1' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: [expect.stringContaining('No server')],
    });
  });
});

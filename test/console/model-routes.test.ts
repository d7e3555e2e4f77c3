import express from 'express';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Identity, Role } from '../../src/access/authorisation.js';
import { createGuardRoute } from '../../src/access/guard-route.js';
import { createModelRoutes } from '../../src/console/model-routes.js';
import { AppError } from '../../src/errors.js';
import { notFound, reportError } from '../../src/http/report-error.js';
import { createLog } from '../../src/log.js';
import type { Serving } from '../../src/understanding/model-host.js';
import { createModelShelf, SHIPPED } from '../../src/understanding/model-shelf.js';

describe('changing the model over HTTP', () => {
  let who: Identity;
  let serving: Serving;
  let app: express.Express;
  const as = (role: Role): Identity => ({ kind: 'agent', agentId: 'a', name: 'A', role });

  beforeEach(() => {
    who = as('admin');
    serving = { name: SHIPPED, modelId: 'one', previous: null, untaught: [] };
    const move = (name: string) => {
      serving = { name, modelId: `id of ${name}`, previous: serving.name, untaught: [] };
      return serving;
    };
    const models = {
      serving: () => serving,
      swap: async (name: string) => {
        if (name === 'broken') throw new AppError('MODEL_INVALID', { details: ['head.bin is not a head'] });
        return move(name);
      },
      rollback: async () => {
        if (serving.previous === null) throw new AppError('NO_PREVIOUS_MODEL');
        return move(serving.previous);
      },
    };
    const shelf = createModelShelf({ modelsDir: 'nowhere', shippedDir: 'intents/model' });
    app = express();
    app.use(createModelRoutes({ guard: createGuardRoute(async () => who), models, shelf }));
    app.use(notFound, reportError(createLog('silent')));
  });

  const use = (body: object) => request(app).post('/console/models/use').send(body);

  it('says what serves, changes it and goes back', async () => {
    const list = await request(app).get('/console/models').expect(200).expect('cache-control', 'no-store');
    expect(list.body).toEqual({ serving, names: [SHIPPED] });
    expect((await use({ name: 'next' }).expect(200)).body).toEqual({
      serving: { name: 'next', modelId: 'id of next', previous: SHIPPED, untaught: [] },
    });
    const back = await request(app).post('/console/models/rollback').expect(200);
    expect(back.body.serving.name).toBe(SHIPPED);
  });

  it.each([
    ['nobody', { kind: 'nobody' } as const, 401],
    ['a visitor', { kind: 'visitor', visitorId: 'v' } as const, 403],
    ['an agent', as('agent'), 403],
    ['a lead', as('lead'), 403],
  ])('is not for %s', async (_who, identity, status) => {
    who = identity;
    await request(app).get('/console/models').expect(status);
    await use({ name: 'next' }).expect(status);
    await request(app).post('/console/models/rollback').expect(status);
    expect(serving.name).toBe(SHIPPED);
  });

  it('is not for other sites, whoever is signed in', async () => {
    const response = await use({ name: 'next' }).set('origin', 'https://evil.example').expect(403);
    expect(response.body.error.code).toBe('ORIGIN_FORBIDDEN');
    expect(serving.name).toBe(SHIPPED);
  });

  it('says why a model was refused', async () => {
    const refused = await use({ name: 'broken' }).expect(422);
    expect(refused.body.error).toMatchObject({ code: 'MODEL_INVALID', details: ['head.bin is not a head'] });
    await request(app).post('/console/models/rollback').expect(409);
  });

  it.each([{}, { name: '../../etc' }, { name: '/etc' }, { name: '..' }, { name: 'a/b' }, { name: 'a', more: 1 }])(
    'refuses a name that is none: %j',
    async (body) => {
      expect((await use(body).expect(400)).body.error.code).toBe('BAD_INPUT');
    },
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/access/agent-directory.js';
import { type ConsoleRig, PASSWORD, startConsole } from './console-rig.js';

const NIAMH = { email: 'niamh@example.com', password: PASSWORD };

describe('the console over HTTP', () => {
  let rig: ConsoleRig;
  beforeEach(async () => {
    rig = await startConsole({ attempts: 8 });
    await rig.hire('Niamh');
  });
  afterEach(() => rig.stop());

  const signIn = (body: object) => request(rig.app).post('/console/sign-in').send(body);
  const cookieOf = (response: request.Response): string => response.get('Set-Cookie')?.[0] ?? '';

  it('serves a page without inline script or style, under headers that forbid both', async () => {
    const response = await request(rig.app).get('/console').expect(200).expect('content-type', /html/);
    expect(response.text).toContain('/console/page/console.js');
    expect(response.text).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)/);
    expect(response.get('content-security-policy')).toMatch(/script-src 'self';/);
    expect(response.get('content-security-policy')).toMatch(/style-src 'self';/);
  });

  it('serves only the files of the page', async () => {
    await request(rig.app).get('/console/page/console.js').expect(404);
    for (const name of ['package.json', '..%2F..%2Fpackage.json', '.env', '%00'])
      await request(rig.app).get(`/console/page/${name}`).expect(404);
  });

  it('signs in with a cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await signIn({ ...NIAMH, email: ' NIAMH@example.com ' }).expect(200);
    expect(response.body).toEqual({
      agentId: 'niamh',
      name: 'Niamh',
      role: 'agent',
      shopName: 'Test Shop',
      accent: '#2f5d50',
      canDraft: false,
    });
    const cookie = cookieOf(response);
    expect(cookie).toMatch(/^concierge_agent=[^;]+; Max-Age=43200; Path=\/; /);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).not.toMatch(/; Secure/);
  });

  it('keeps the cookie to https when it came by https', async () => {
    rig.app.set('trust proxy', true);
    const response = await signIn(NIAMH).set('x-forwarded-proto', 'https').expect(200);
    expect(cookieOf(response)).toMatch(/; Secure/);
  });

  it('answers the same for a wrong password, an unknown account and a disabled one', async () => {
    await rig.hire('Gone', { isActive: false });
    const answers = await Promise.all([
      signIn({ ...NIAMH, password: 'wrong' }),
      signIn({ ...NIAMH, email: 'nobody@example.com' }),
      signIn({ ...NIAMH, email: 'gone@example.com' }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({ error: { code: 'WRONG_CREDENTIALS', message: 'E-mail or password is wrong.' } });
      expect(answer.get('Set-Cookie')).toBeUndefined();
    }
  });

  it('stops guessing at one address, wherever it comes from', async () => {
    rig.app.set('trust proxy', true);
    const guess = (attempt: number) =>
      signIn({ ...NIAMH, password: 'wrong' }).set('x-forwarded-for', `10.0.0.${attempt}`);
    for (let attempt = 0; attempt < 16; attempt++) await guess(attempt).expect(401);
    const refused = await guess(17).expect(429);
    expect(refused.body.error.code).toBe('TOO_MANY_REQUESTS');
    expect(refused.body.error.retryAfterMs).toBeGreaterThan(0);
    await signIn(NIAMH).set('x-forwarded-for', '10.0.0.18').expect(429);
  });

  it('keeps nobody out whose account a stranger guesses at from another place', async () => {
    rig.app.set('trust proxy', true);
    const guess = () => signIn({ ...NIAMH, password: 'wrong' }).set('x-forwarded-for', '10.0.0.1');
    for (let attempt = 0; attempt < 8; attempt++) await guess().expect(401);
    await guess().expect(429);
    await signIn(NIAMH).set('x-forwarded-for', '10.0.0.2').expect(200);
  });

  it('stops guessing from one place, at whichever address', async () => {
    for (let attempt = 0; attempt < 8; attempt++)
      await signIn({ email: `agent${attempt}@example.com`, password: 'wrong' }).expect(401);
    await signIn(NIAMH).expect(429);
  });

  it('refuses what changes something when another site asks', async () => {
    for (const path of ['/console/sign-in', '/console/sign-out']) {
      const response = await request(rig.app).post(path).set('origin', 'https://evil.example').send(NIAMH).expect(403);
      expect(response.body.error.code).toBe('ORIGIN_FORBIDDEN');
      expect(response.get('Set-Cookie')).toBeUndefined();
    }
    await signIn(NIAMH).set('origin', 'null').expect(403);
  });

  it.each([{}, { email: 1, password: [] }, { email: 'x'.repeat(300), password: 'y' }])(
    'refuses a malformed sign-in: %j',
    async (body) => {
      const response = await signIn(body).expect(400);
      expect(response.body.error.code).toBe('BAD_INPUT');
    },
  );

  it('refuses a body that is no JSON, and one that is too big', async () => {
    const post = () => request(rig.app).post('/console/sign-in').set('content-type', 'application/json');
    expect((await post().send('{"email":').expect(400)).body.error.code).toBe('BAD_INPUT');
    await post()
      .send(JSON.stringify({ email: 'x'.repeat(9000), password: '' }))
      .expect(413);
  });

  it('says who is signed in, until they sign out', async () => {
    const agent = request.agent(rig.app);
    await agent.get('/console/me').expect(401);
    await agent.post('/console/sign-in').send(NIAMH).expect(200);
    const me = await agent.get('/console/me').expect(200);
    expect(me.body.name).toBe('Niamh');
    expect(me.get('cache-control')).toBe('no-store');
    await agent.post('/console/sign-out').expect(204);
    await agent.get('/console/me').expect(401);
  });

  it('does not know a disabled agent, whatever cookie they hold', async () => {
    const agent = request.agent(rig.app);
    await agent.post('/console/sign-in').send(NIAMH).expect(200);
    await rig.hire('Niamh', { isActive: false });
    await agent.get('/console/me').expect(401);
  });
});

describe('a password that is changed', () => {
  it('ends the sessions that began with the old one, and those alone', async () => {
    const rig = await startConsole();
    const account = await rig.hire('Niamh');
    await rig.hire('Sam');
    const [niamh, sam] = [request.agent(rig.app), request.agent(rig.app)];
    await niamh.post('/console/sign-in').send(NIAMH).expect(200);
    await sam
      .post('/console/sign-in')
      .send({ ...NIAMH, email: 'sam@example.com' })
      .expect(200);
    await rig.directory.save(rig.shopId, { ...account, role: 'lead' });
    expect((await niamh.get('/console/me').expect(200)).body.role).toBe('lead');
    await rig.directory.save(rig.shopId, { ...account, passwordHash: await hashPassword('another password') });
    await niamh.get('/console/me').expect(401);
    await sam.get('/console/me').expect(200);
    await niamh.post('/console/sign-in').send(NIAMH).expect(401);
    await niamh
      .post('/console/sign-in')
      .send({ ...NIAMH, password: 'another password' })
      .expect(200);
    await niamh.get('/console/me').expect(200);
    await rig.stop();
  });
});

describe('the page’s bundle', () => {
  it('is served as built', async () => {
    const rig = await startConsole({ withPage: true });
    const script = await request(rig.app)
      .get('/console/page/console.js')
      .expect(200)
      .expect('content-type', /javascript/);
    expect(script.text).toBe(readFileSync(join(rig.pageDir, 'console.js'), 'utf8'));
    await request(rig.app).get('/console/page/console.css').expect(200).expect('content-type', /css/);
    await rig.stop();
  });
});

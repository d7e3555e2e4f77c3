import express from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.js';
import { notFound, reportError } from '../../src/http/report-error.js';
import { createLog } from '../../src/log.js';

function appThatThrows(error: unknown) {
  const app = express();
  app.use(express.json({ limit: '1kb' }));
  app.post('/', () => {
    throw error;
  });
  app.use(notFound, reportError(createLog('silent')));
  return app;
}

describe('reportError', () => {
  it('answers a coded fault with its status, code and advice', async () => {
    const response = await request(appThatThrows(new AppError('OVERLOADED', { retryAfterMs: 1500 }))).post('/');
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('2');
    expect(response.body.error).toMatchObject({ code: 'OVERLOADED', retryAfterMs: 1500 });
  });

  it('shows nothing of an unknown fault', async () => {
    const response = await request(appThatThrows(new Error('connection string: secret'))).post('/');
    expect(response.status).toBe(500);
    expect(response.text).not.toContain('secret');
  });

  it.each([
    ['broken JSON', '{"a":', 400, 'BAD_INPUT'],
    ['a body over the limit', JSON.stringify({ a: 'x'.repeat(2000) }), 413, 'MESSAGE_TOO_LONG'],
  ])('turns %s into a coded response', async (_what, body, status, code) => {
    const response = await request(appThatThrows(undefined))
      .post('/')
      .set('content-type', 'application/json')
      .send(body);
    expect(response.status).toBe(status);
    expect(response.body.error.code).toBe(code);
  });

  it('writes no path into the log: it may be a link that lets in', async () => {
    const lines: string[] = [];
    const log = { ...createLog('silent'), error: (fields: object) => void lines.push(JSON.stringify(fields)) };
    const app = express();
    app.get('/chat/invoice/:token', () => {
      throw new Error('the store is away');
    });
    app.use(reportError(log));
    await request(app).get('/chat/invoice/a.signed.link').expect(500);
    expect(lines.join()).toContain('GET /chat/invoice/:token');
    expect(lines.join()).not.toContain('a.signed.link');
  });

  it('takes a path that cannot be decoded for a fault of whoever asks', async () => {
    const app = express();
    app.get('/p/:id', (_request, response) => void response.sendStatus(200));
    app.use(reportError(createLog('silent')));
    const response = await request(app).get('/p/%E0%A4%A');
    expect(response.status).toBe(400);
    expect(response.body.error.code).toBe('BAD_INPUT');
  });

  it('answers an unknown path with NOT_FOUND', async () => {
    const response = await request(appThatThrows(undefined)).get('/nowhere');
    expect(response.status).toBe(404);
    expect(response.body.error.code).toBe('NOT_FOUND');
  });
});

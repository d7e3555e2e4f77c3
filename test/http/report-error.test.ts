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

  it('answers an unknown path with NOT_FOUND', async () => {
    const response = await request(appThatThrows(undefined)).get('/nowhere');
    expect(response.status).toBe(404);
    expect(response.body.error.code).toBe('NOT_FOUND');
  });
});

import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { AppError } from '../src/errors.js';

describe('the settings of mail', () => {
  it('lead to a server only together with the address that mail comes from', () => {
    expect(readConfig({}).smtp).toBeUndefined();
    expect(readConfig({ SMTP_URL: 'smtps://u:p@smtp.example', MAIL_FROM: 'help@shop.example' }).smtp).toEqual({
      url: 'smtps://u:p@smtp.example',
      from: 'help@shop.example',
    });
    expect(detailsOf({ SMTP_URL: 'smtp://smtp.example' })).toEqual(['MAIL_FROM: needed with SMTP_URL']);
  });

  it('have every mistake named at once, and repeat no password', () => {
    const details = detailsOf({ SMTP_URL: 'http://shop:hunter22@smtp.example', MAIL_FROM: 'help', PORT: 'x' });
    expect(details.map((detail) => detail.split(':')[0]).sort()).toEqual(['MAIL_FROM', 'PORT', 'SMTP_URL']);
    expect(details.join()).not.toContain('hunter22');
  });
});

function detailsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof AppError) return error.details;
    throw error;
  }
  return [];
}

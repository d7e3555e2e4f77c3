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

describe('the settings of the language model', () => {
  it('lead to it only with its name; its key and how long it is waited for are said beside', () => {
    expect(readConfig({}).languageModel).toBeUndefined();
    expect(readConfig({ LLM_URL: 'http://127.0.0.1:8000/v1', LLM_MODEL: 'words' }).languageModel).toEqual({
      url: 'http://127.0.0.1:8000/v1',
      model: 'words',
      key: undefined,
      timeoutMs: 1_500,
    });
    expect(detailsOf({ LLM_URL: 'http://127.0.0.1:8000' })).toEqual(['LLM_MODEL: needed with LLM_URL']);
    expect(detailsOf({ LLM_KEY: 'k' })).toEqual(['LLM_URL: needed with LLM_MODEL and LLM_KEY']);
  });

  it('take no address with a password in it, and repeat none', () => {
    const details = detailsOf({ LLM_URL: 'https://me:hunter22@llm.example', LLM_MODEL: 'words', LLM_TIMEOUT_MS: '0' });
    expect(details.map((detail) => detail.split(':')[0]).sort()).toEqual(['LLM_TIMEOUT_MS', 'LLM_URL']);
    expect(details.join()).not.toContain('hunter22');
  });
});

describe('the address that links in mails begin with', () => {
  it('is this machine’s unless the settings name another, without a slash at the end', () => {
    expect(readConfig({ PORT: '4000' }).publicUrl).toBe('http://localhost:4000');
    expect(readConfig({ PUBLIC_URL: 'https://chat.shop.example/' }).publicUrl).toBe('https://chat.shop.example');
    expect(readConfig({ PUBLIC_URL: 'https://shop.example/help' }).publicUrl).toBe('https://shop.example/help');
  });

  it.each(['chat.shop.example', 'ftp://shop.example', 'https://a:b@shop.example', 'https://shop.example/?a=1'])(
    'is no %s',
    (url) => {
      expect(detailsOf({ PUBLIC_URL: url }).map((detail) => detail.split(':')[0])).toEqual(['PUBLIC_URL']);
    },
  );
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

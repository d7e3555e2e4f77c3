import { describe, expect, it } from 'vitest';
import { isAllowedOrigin } from '../../src/http/allowed-origin.js';

const allowed = ['https://shop.example'];

describe('isAllowedOrigin', () => {
  it.each([
    ['our own page', 'http://localhost:3000', true],
    ['a page the shop has named', 'https://shop.example', true],
    ['no browser page at all', undefined, true],
    ['a stranger', 'https://evil.example', false],
    ['a stranger that begins alike', 'https://shop.example.evil.example', false],
    ['the named host over another scheme', 'http://shop.example', false],
    ['a sandboxed frame', 'null', false],
    ['our host on another port', 'http://localhost:3001', false],
    ['rubbish', 'javascript:alert(1)', false],
  ])('judges %s', (_who, origin, expected) => {
    expect(isAllowedOrigin(origin, 'localhost:3000', allowed)).toBe(expected);
  });
});

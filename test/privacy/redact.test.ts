import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/privacy/redact.js';

describe('redact', () => {
  it.each([
    ['a card in groups', 'my card is 4111 1111 1111 1111 thanks', 'my card is [card] thanks'],
    ['a card without spaces', '5555555555554444', '[card]'],
    ['an American Express card', 'amex 3782-822463-10005', 'amex [card]'],
    ['an IBAN', 'pay back to NL91 ABNA 0417 1643 00 please', 'pay back to [iban] please'],
    ['an IBAN in one piece', 'DE89370400440532013000', '[iban]'],
    ['a password', 'password: Hunter2024!', 'password: [password]'],
    ['a password in a sentence', 'my password is blue-Whale7 and it fails', 'my password is [password] and it fails'],
    ['a web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF123_-', '[token]'],
    ['a bearer token', 'Authorization: Bearer abcdefghij0123456789', 'Authorization: Bearer [token]'],
    ['a US social security number', 'ssn 123-45-6789', 'ssn [national-id]'],
    ['a UK national insurance number', 'NI AB 12 34 56 C', 'NI [national-id]'],
    ['a Spanish id', 'DNI 12345678Z', 'DNI [national-id]'],
    ['an Irish PPS number', 'pps 1234567T', 'pps [national-id]'],
    ['a French social security number', '1 84 12 76 451 089 46', '[national-id]'],
    ['a Dutch citizen number', 'bsn: 111222333', 'bsn: [national-id]'],
  ])('removes %s', (_what, text, expected) => {
    expect(redact(text).text).toBe(expected);
  });

  it.each([
    'order HL-104233 to postcode 75255',
    'call me on +353 1 234 5678',
    'mara@example.com, 12 Quay Street, Galway',
    'my password is wrong and I forgot it',
    'tracking 3SHLNE0012345678',
    'sizes 38 39 40 41 42 43 44',
    'the card 4111 1111 1111 1112 is no card',
    'I paid 1,463.70 on 2026-11-24',
  ])('keeps "%s"', (text) => {
    expect(redact(text)).toEqual({ text, kinds: [] });
  });

  it('names what it removed, once each', () => {
    expect(redact('4111111111111111 and 5555555555554444, iban DE89370400440532013000').kinds.sort()).toEqual([
      'card',
      'iban',
    ]);
  });

  it('finds nothing more in what it has cleaned', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '4111111111111111',
            ' ',
            'password: ',
            'abc1',
            'DE89370400440532013000',
            '-',
            '123-45-6789',
            'x',
          ),
        ),
        (parts) => {
          const once = redact(parts.join('')).text;
          expect(redact(redact(once).text).text).toBe(redact(once).text);
        },
      ),
    );
  });

  it.each(['1 ', '4-', 'a1', 'password is ', 'DE89 ', 'eyJ', '123-45-'])(
    'takes time in proportion to the text for "%s" repeated',
    (piece) => {
      const timeFor = (repeats: number) => {
        const text = piece.repeat(repeats);
        const started = performance.now();
        for (let round = 0; round < 5; round++) redact(text);
        return performance.now() - started;
      };
      timeFor(2000);
      // Ten times the text: a quadratic rule would take a hundred times as long.
      expect(timeFor(20_000)).toBeLessThan(60 * Math.max(timeFor(2000), 0.5));
    },
  );
});

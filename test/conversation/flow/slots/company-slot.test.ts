import { describe, expect, it } from 'vitest';
import { namesCompany } from '../../../../src/conversation/flow/slots/company-slot.js';

describe('whether a text names a company', () => {
  it.each([
    'Blauw BV, VAT NL001234567B01',
    'make it out to Berg Trading Ltd please',
    'our VAT ID is DE123456789',
    'Müller & Söhne GmbH',
    '抬头写上海蓝海贸易有限公司',
    '税号：91310000MA1FL0XX5K',
  ])('“%s” does', (text) => {
    expect(namesCompany(text)).toBe(true);
  });

  it.each([
    'put our company name on it',
    'my company ltd',
    'the invoice of HL-104233',
    'I want an invoice with VAT',
    '要开公司抬头',
    '我们有限公司',
  ])('“%s” does not', (text) => {
    expect(namesCompany(text)).toBe(false);
  });
});

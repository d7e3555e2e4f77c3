import { type CountryCode, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/min';

export type PhoneReading =
  /** As E.164 has it, and as it is written abroad: +353 87 123 4567. */
  | { kind: 'phone'; e164: string; written: string }
  /** `no-country`: written without one, and none is known. */
  | { kind: 'invalid'; why: 'too-short' | 'too-long' | 'no-such-number' | 'no-country' }
  | { kind: 'none' };

/** Digits with what people put between them; not behind a letter or a hyphen, or it is an order's. */
const CANDIDATE = /(?<![\p{L}\p{N}#-])(?:\+|00)?\(?\d[\d\s().\-/\u2010-\u2013]{2,24}\d(?![\p{L}\p{N}])/gu;
/** Of one that is none: fewer were not meant as one. Some islands give out four. */
const LEAST_DIGITS = 5;
const MOST_READ = 2000;

/**
 * The phone number that a text holds: the first that is one, or else why the first that looks like one is none.
 * @param country whose numbers are written without a country's prefix
 */
export function readPhone(text: string, country: CountryCode | undefined): PhoneReading {
  const plain = text
    .slice(0, MOST_READ)
    .normalize('NFKC')
    .replace(/(?<=\p{Script=Han})(?=[+\d])|(?<=\d)(?=\p{Script=Han})/gu, ' ');
  const candidates = [...plain.matchAll(CANDIDATE)].map(([written]) => written.trim().replace(/^00/, '+'));
  const readings = candidates
    .map((written) => ({ written, reading: judge(written, country) }))
    .filter(({ written, reading }) => reading.kind === 'phone' || written.replace(/\D/g, '').length >= LEAST_DIGITS)
    .map(({ reading }) => reading);
  return readings.find(({ kind }) => kind === 'phone') ?? readings[0] ?? { kind: 'none' };
}

function judge(written: string, country: CountryCode | undefined): PhoneReading {
  if (country === undefined && !written.startsWith('+')) return { kind: 'invalid', why: 'no-country' };
  const parsed = parsePhoneNumberFromString(written, country);
  if (parsed?.isValid() === true) {
    return { kind: 'phone', e164: parsed.number, written: parsed.formatInternational() };
  }
  const length = validatePhoneNumberLength(written, country);
  if (length === 'TOO_SHORT') return { kind: 'invalid', why: 'too-short' };
  return { kind: 'invalid', why: length === 'TOO_LONG' ? 'too-long' : 'no-such-number' };
}

/** A kept number as it is said: +353 87 123 4567. */
export function phoneInWords(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/**
 * What must never be stored, replaced by `[kind]` before the message is committed: payment cards (ISO/IEC 7812 with
 * the Luhn check), IBANs (ISO 13616, mod 97), passwords, access tokens and national ids. Names, addresses, e-mail
 * and phone stay: the conversation needs them.
 * Every rule is one pass with bounded repetition: time grows linearly with the text.
 */
export function redact(text: string): Redacted {
  const kinds = new Set<string>();
  const cleaned = RULES.reduce(
    (current, { kind, pattern, isReal, keep }) =>
      current.replace(pattern, (match, ...groups: unknown[]) => {
        const prefix = keep && typeof groups[0] === 'string' ? groups[0] : '';
        if (!isReal(match.slice(prefix.length))) return match;
        kinds.add(kind);
        return `${prefix}[${kind}]`;
      }),
    text,
  );
  return { text: cleaned, kinds: [...kinds] };
}

export type Redacted = { text: string; kinds: string[] };

type Rule = {
  kind: 'card' | 'iban' | 'password' | 'token' | 'national-id';
  pattern: RegExp;
  /** Checksums keep order numbers and phone numbers from being taken for more than they are. */
  isReal: (match: string) => boolean;
  /** The first group is kept in front of the mark. */
  keep?: boolean;
};

const always = () => true;

const RULES: Rule[] = [
  { kind: 'token', pattern: /\beyJ[\w-]{8,2000}\.[\w-]{4,4000}\.[\w-]{0,2000}/g, isReal: always },
  {
    kind: 'token',
    pattern:
      /\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,200}|\bgh[pousr]_[A-Za-z0-9]{20,200}|\bAKIA[A-Z0-9]{16}\b|\bxox[abprs]-[A-Za-z0-9-]{10,200}/g,
    isReal: always,
  },
  { kind: 'token', pattern: /\b(bearer\s{1,5})[A-Za-z0-9._~+/-]{16,2000}=*/gi, isReal: always, keep: true },
  {
    kind: 'password',
    pattern:
      /\b((?:password|passwort|passcode|pass|pwd|pw|pin|cvv|cvc)\s{0,3}(?:(?:is|was|=|:)\s{0,3}){1,2})["']?[^\s"',;]{3,128}/gi,
    isReal: looksSecret,
    keep: true,
  },
  { kind: 'iban', pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gi, isReal: isIban },
  { kind: 'card', pattern: /(?<!\d)[2-6](?:[ -]?\d){12,18}(?!\d)/g, isReal: isCard },
  { kind: 'national-id', pattern: /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/g, isReal: always },
  {
    kind: 'national-id',
    pattern: /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/gi,
    isReal: always,
  },
  { kind: 'national-id', pattern: /\b\d{8}-?[A-HJ-NP-TV-Z]\b/gi, isReal: isSpanishId },
  { kind: 'national-id', pattern: /\b\d{7}[A-W][A-IW]?\b/gi, isReal: isIrishId },
  {
    kind: 'national-id',
    pattern: /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}\b/g,
    isReal: isFrenchId,
  },
  { kind: 'national-id', pattern: /\b((?:bsn|burgerservicenummer)\D{0,12})\d{9}\b/gi, isReal: isDutchId, keep: true },
];

/** "my password is wrong" speaks of a password; "my password is Hunter22" gives one away. */
function looksSecret(value: string): boolean {
  return /[\d!@#$%^&*_+=-]/.test(value) || /[a-z][A-Z]/.test(value);
}

/** Luhn check, ISO/IEC 7812-1 annex B. */
function isCard(match: string): boolean {
  const digits = match.replace(/\D/g, '');
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 7064 mod 97-10 over the rearranged number. */
function isIban(match: string): boolean {
  const compact = match.replace(/ /g, '').toUpperCase();
  if (compact.length < 15 || compact.length > 34) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const symbol of rearranged) {
    const value = Number.parseInt(symbol, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

function isSpanishId(match: string): boolean {
  const letter = 'TRWAGMYFPDXBNJZSQVHLCKE'[Number.parseInt(match, 10) % 23];
  return match.at(-1)?.toUpperCase() === letter;
}

function isIrishId(match: string): boolean {
  const id = match.toUpperCase();
  const weighted = [...id.slice(0, 7)].reduce((sum, digit, index) => sum + Number(digit) * (8 - index), 0);
  const second = id[8] === undefined || id[8] === 'W' ? 0 : id.charCodeAt(8) - 64;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[(weighted + second * 9) % 23] === id[7];
}

function isFrenchId(match: string): boolean {
  const digits = match.replace(/ /g, '');
  return 97n - (BigInt(digits.slice(0, 13)) % 97n) === BigInt(digits.slice(13));
}

/** The eleven test of the citizen service number. */
function isDutchId(match: string): boolean {
  const digits = [...match].map(Number);
  const sum = digits.reduce((total, digit, index) => total + digit * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0;
}

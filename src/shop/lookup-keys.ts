/**
 * The forms in which customers and orders are compared, so that every adapter finds the same ones. People write the
 * same name, address or number in many ways.
 */

/** Without spaces around and without case. */
export function emailKey(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

/** Full name without case, runs of spaces as one; postcode without case, spaces and hyphens. */
export function nameAndPostcodeKey(fullName: string, postcode: string): string {
  const name = fullName.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return `${name}\n${postcodeKey(postcode)}`;
}

/** Without case, spaces and hyphens. */
export function postcodeKey(postcode: string): string {
  return postcode.replace(/[\s-]/g, '').toUpperCase();
}

/** Letters and digits alone, without case: `#`, hyphens and spaces are left out, added and swapped when typed. */
export function orderNumberKey(orderNumber: string): string {
  return orderNumber
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** A page exists once in each language. */
export function policyKey({ id, language }: { id: string; language?: string | undefined }): string {
  return language === undefined ? id : `${id}@${language}`;
}

import { createHmac } from 'node:crypto';

/** HMAC-SHA-256 of a text, hex: tells whether two texts are the same without keeping either (RFC 2104). */
export type Fingerprint = (text: string) => string;

export function createFingerprint(secret: string): Fingerprint {
  return (text) => createHmac('sha256', secret).update(text, 'utf8').digest('hex');
}

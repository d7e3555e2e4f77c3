/**
 * The key of our HS256 tokens (RFC 7518, 3.2), made ready once: jose would import the bytes again for each token, which
 * costs as much as checking it.
 */
export function signingKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

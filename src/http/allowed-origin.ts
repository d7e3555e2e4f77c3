/**
 * Whether a browser page of `origin` may connect. CORS does not protect WebSockets, so this is asked before every
 * handshake too. No origin: not a browser page; allowed, since tokens and not origins say who somebody is.
 * @param host the `Host` header of the request: pages we serve ourselves are always allowed
 */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

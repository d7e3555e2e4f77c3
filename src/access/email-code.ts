import { createHmac } from 'node:crypto';

/** Of which code it is the matter: every message that asks for one makes another. */
export type CodeOrder = {
  shopId: string;
  conversationId: string;
  /** Number of the message that asked for it. */
  challenge: number;
  /** Whose address it goes to; undefined where nobody was found, and nothing is sent. */
  customerId: string | undefined;
};

export type EmailCodes = {
  /** Six digits. */
  codeFor(order: CodeOrder): string;
  /** Stands for a typed code in the log: tells whether it is the right one, and without the secret nothing else. */
  markOf(place: Pick<CodeOrder, 'shopId' | 'conversationId'>, typed: string): string;
};

/** How long a code is good for. */
export const CODE_VALID_MS = 10 * 60_000;
/** Wrong tries that end a code. */
export const CODE_TRIES = 5;
/** The least time between two codes. */
export const CODE_PAUSE_MS = 60_000;

/**
 * Codes that nobody has to keep: they follow from the secret that all processes share, as one-time passwords do
 * (HMAC, RFC 4226 section 5.3), so that the store holds none, not even hashed, and a restart or another gateway knows the same.
 */
export function createEmailCodes(secret: string): EmailCodes {
  const digest = (parts: readonly unknown[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts), 'utf8').digest();
  return {
    codeFor: ({ shopId, conversationId, challenge, customerId }) => {
      const bytes = digest(['email-code', shopId, conversationId, challenge, customerId ?? null]);
      // 48 bits: every code is as likely as any other to one part in 10^8.
      return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
    },
    markOf: ({ shopId, conversationId }, typed) =>
      digest(['typed-code', shopId, conversationId, typed]).toString('base64url'),
  };
}

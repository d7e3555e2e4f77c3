import type { CHAT_NAMESPACE, MAX_MESSAGE_LENGTH } from '../src/protocol/chat-events.js';

/**
 * The protocol's constants, repeated so that its schemas stay out of the bundle.
 * Their literal types are the protocol's own: a value that differs does not compile.
 */
export const WIRE: { namespace: typeof CHAT_NAMESPACE; maxMessageLength: typeof MAX_MESSAGE_LENGTH } = {
  namespace: '/chat',
  maxMessageLength: 4000,
};

import type { MAX_MESSAGE_LENGTH } from '../../protocol/chat-events.js';
import type { CONSOLE_NAMESPACE } from '../../protocol/console-events.js';

/**
 * The protocol's constants, repeated so that its schemas stay out of the bundle.
 * Their literal types are the protocol's own: a value that differs does not compile.
 */
export const WIRE: { namespace: typeof CONSOLE_NAMESPACE; maxMessageLength: typeof MAX_MESSAGE_LENGTH } = {
  namespace: '/console',
  maxMessageLength: 4000,
};

import type { ValueOf } from '../slot-value.js';
import type { SlotReader } from './slot-reader.js';

/** Whatever the customer answers, in their words. */
export const textSlot: SlotReader<ValueOf<'text'>> = {
  read: ({ heard: [newest], isAsked }) =>
    isAsked && newest !== undefined ? { kind: 'filled', value: { as: 'text', text: newest.text } } : { kind: 'open' },
  offer: () => [],
  words: ({ text }) => ({ '': text }),
};

import { wordings } from './wordings.js';

/** Notices that something is back in stock, in English. */
export const enWatch = {
  watch: {
    /** A quick reply; its words are what begins the flow. */
    offer: (what: string) => `Tell me when ${what} is back`,
    emailUnread: wordings(
      'I did not see an e-mail address in that. Where shall the notice go?',
      'That is no e-mail address as far as I can read: it needs an @. Which one is it?',
      'I found no address in it. Please send just the e-mail address.',
    ),
    mailSubject: (title: string) => `${title} is back in stock`,
    mailText: (what: string, price: string, shopName: string) =>
      `${what} is in stock again, for ${price}.\n\nYou asked ${shopName} to be told once. This is the only mail about it, and your address is no longer kept for it.\n`,
  },
};

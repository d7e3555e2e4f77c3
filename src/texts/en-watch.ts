/** Notices that something is back in stock, in English. */
export const enWatch = {
  watch: {
    /** A quick reply; its words are what begins the flow. */
    offer: (what: string) => `Tell me when ${what} is back`,
    mailSubject: (title: string) => `${title} is back in stock`,
    mailText: (what: string, price: string, shopName: string) =>
      `${what} is in stock again, for ${price}.\n\nYou asked ${shopName} to be told once. This is the only mail about it, and your address is no longer kept for it.\n`,
  },
};

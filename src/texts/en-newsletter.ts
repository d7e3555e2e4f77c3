/** The newsletter: its mails and the page behind their link, in English. */
export const enNewsletter = {
  newsletter: {
    mailSubject: (shopName: string) => `${shopName}: please confirm the newsletter`,
    mailText: (href: string, shopName: string) =>
      `Somebody asked in the chat of ${shopName} for the newsletter to come to this address. If that was you, confirm it within seven days:\n\n${href}\n\nIf it was not you, do nothing: no newsletter will come.\n`,
    knownSubject: (shopName: string) => `${shopName}: the newsletter comes already`,
    knownText: (shopName: string) =>
      `Somebody asked in the chat of ${shopName} for the newsletter to come to this address. It is on the list already, so there is nothing to do.\n\nIf you want the newsletter no longer, write “unsubscribe” in the chat.\n`,
    ask: 'One more press',
    asked: (email: string, shopName: string) => `Shall the newsletter of ${shopName} come to ${email}?`,
    yes: 'Yes, send it to me',
    otherwise: 'If you did not ask for it, close this page: no newsletter will come.',
    confirmed: 'You are on the list',
    comes: (email: string, shopName: string) => `The newsletter of ${shopName} comes to ${email}.`,
    leave: 'To leave it, write “unsubscribe” in the chat.',
    over: 'This link has ended',
    askAgain:
      'It opens for seven days, and a newer mail takes its place. Ask in the chat for the newsletter once more.',
  },
};

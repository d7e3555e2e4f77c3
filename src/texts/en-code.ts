import { wordings } from './wordings.js';

/** What is said of a code by e-mail, in English. */
export const enCode = {
  /** A code by e-mail. Nothing here may differ by whether there is such an address or order. */
  code: {
    send: 'Send me a code instead',
    sendAgain: 'Send another code',
    sent: wordings(
      'If these details are known here, a six-digit code is on its way to the e-mail address on file. Please type it here; it is good for 10 minutes.',
      'If that belongs to a customer, the address on file gets a six-digit code. Type it here within 10 minutes, please.',
      'A code goes to the e-mail address on file, if there is one for these details. It has six digits and is good for 10 minutes; please type it here.',
    ),
    tooSoon: wordings(
      'I sent a code less than a minute ago. Please look into your mail, also among spam; another can be sent after a minute.',
      'Only one code a minute can be sent. Please check your mail once more before I send another.',
      'The last code is not a minute old. It may still be on its way to you.',
    ),
    tooOften: wordings(
      'I cannot send any more codes for now. Please try again in an hour, or talk to a person.',
      'That were too many codes for one hour. A person can help you now, or we try later.',
      'No further code can be sent this hour. Shall a person help?',
    ),
    wrong: wordings(
      'That is not the code. Please look at the newest mail and type its six digits.',
      'That code does not match. Only the one from the newest mail counts.',
      'That is not it either. The code has six digits; please copy it from the mail.',
    ),
    over: wordings(
      'That code is no longer good. I can send another one.',
      'That code has been used or has run out. Shall I send a new one?',
      'That code does not count any more. A new one is quickly sent.',
    ),
    unsent: wordings(
      'I cannot send mail right now, so no code will come. I am sorry.',
      'The mail with the code could not be sent, and I am sorry for that.',
      'Mail does not work right now, so there will be no code.',
    ),
    otherWays: (ways: string) => `You can also send ${ways}.`,
    mailSubject: (shopName: string) => `Your code for the chat with ${shopName}`,
    mailText: (digits: string, shopName: string) =>
      `Your code is ${digits}\n\nType it in the chat with ${shopName}. It is good for 10 minutes and can be used once.\nNobody from ${shopName} will ask you for it in any other place. If you did not ask for it, ignore this mail.\n`,
  },
};

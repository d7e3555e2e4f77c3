import { wordings } from './wordings.js';

/** What is said where something went wrong and is made good, in English. */
export const enAmends = {
  amends: {
    /** @param date the day it was promised for */
    late: (id: string, date: string, days: number) =>
      `Order ${id} was due by ${date} and is ${days === 1 ? 'a day' : `${days} days`} late.`,
    cameLate: (id: string, date: string, days: number) =>
      `Order ${id} was due by ${date} and came ${days === 1 ? 'a day' : `${days} days`} late.`,
    /** What carrier or warehouse wrote. */
    noted: (text: string, date: string) => `What was noted on ${date}: ${text}`,
    refund: (amount: string) => `a refund of ${amount}`,
    credit: (amount: string) => `a credit of ${amount}`,
    replacement: 'a replacement',
    creditLine: (amount: string, card: string) => `${amount} is on ${card} now.`,
    remedy: { refund: 'Money back', credit: 'Credit', replacement: 'A replacement' },
    askPerson: wordings(
      'That I do not know; a person can tell you if you ask for one. Of these I can arrange:',
      'I cannot answer that, a person can: just ask for one. What I can arrange is this:',
      'A person knows that better than I do, if you ask for one. These I can arrange:',
    ),
    whichRemedy: wordings(
      'I did not find that among what I can offer. Which one shall it be?',
      'That is not something I can offer here. Which of these would you like?',
      'I cannot match that to one of these. Please pick one:',
    ),
    /** On hearing of a complaint, before its facts. */
    sorry: wordings(
      'I am sorry about this.',
      'I am sorry that this went wrong.',
      'I am sorry: that is not how it should be.',
    ),
    /** Quick reply that asks what can be done about it. */
    aboutLate: (id: string) => `Order ${id} is late`,
    tellMore: wordings(
      'Which order is it about, or what happened? Then I can see what can be done.',
      'Please tell me what happened, or the order number, and I will see what can be done.',
      'What went wrong, and with which order? I will see what I can do.',
    ),
  },
};

/** Why nothing is given. @param id the order's number */
export const enAmendsRefused = {
  'not-compensated': (id: string, _status: string) => `What you are due for order ${id} is for a person to decide.`,
  'not-late': (id: string, _status: string) => `By what I see, order ${id} is not late.`,
  'not-arrived': (id: string, status: string) => `Order ${id} is not shown as delivered: it is ${status}.`,
  'reported-late': (id: string, _status: string) => `Order ${id} arrived too long ago for me to settle this.`,
  'already-compensated': (id: string, _status: string) =>
    `Order ${id} has been made good for already, which I can do once.`,
  'compensation-limit': (_id: string, _status: string) => 'I have given you what I may within a year.',
  'terms-changed': (_id: string, _status: string) => 'What the shop offers for this has just changed.',
};

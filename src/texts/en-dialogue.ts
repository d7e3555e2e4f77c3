import { wordings } from './wordings.js';

/** What is said where a conversation takes a turn, in English. */
export const enDialogue = {
  whichOrder: wordings('Which order do you mean?', 'Which of these orders is it?', 'Tell me which order, please.'),
  /** Where the shop has the bot try first. */
  pagesSilent: wordings(
    'I find nothing about that in the shop’s pages. Could you put it another way?',
    'The shop’s pages say nothing that answers this. What exactly would you like to know?',
    'Nothing in the shop’s pages fits that question. Can you tell me a little more?',
  ),
  personIfNot: wordings(
    'If that does not settle it, a person can take over.',
    'Should that not be enough, a person can look at it with you.',
    'If you need more than that, a person can help.',
  ),
  /** The flow was waiting, and what it was for has been done in the meantime. */
  doneMeanwhile: (title: string) =>
    wordings(
      `That is done in the meantime: ${title}. Nothing is left to do.`,
      `It has been taken care of already: ${title}.`,
      `Nothing more is needed here, it is done: ${title}.`,
    ),
  /** Beside what is open, where a question about it has no answer. */
  noAnswerHere: wordings(
    'That I do not know.',
    'I have no answer to that one.',
    'That is something I cannot tell you.',
  ),
  /** Asked back about what was refused. */
  staysRefused: (reason: string) =>
    wordings(
      `It stays that way, I am afraid. ${reason}`,
      `I cannot do it, for the reason I gave. ${reason}`,
      `That is so. ${reason}`,
    ),
};

import { wordings } from './wordings.js';

/** What is said where a conversation takes a turn, in English. */
export const enDialogue = {
  whichOrder: wordings('Which order do you mean?', 'Which of these orders is it?', 'Tell me which order, please.'),
  /** The flow was waiting, and what it was for has been done in the meantime. */
  doneMeanwhile: (title: string) =>
    wordings(
      `That is done in the meantime: ${title}. Nothing is left to do.`,
      `It has been taken care of already: ${title}.`,
      `Nothing more is needed here, it is done: ${title}.`,
    ),
};

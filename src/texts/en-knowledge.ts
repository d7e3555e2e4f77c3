import { wordings } from './wordings.js';

/** Answers from the shop's pages, and where they give none, in English. */
export const enKnowledge = {
  knowledge: {
    notSaid: wordings(
      'I do not know that: the shop’s pages do not say. A person can tell you.',
      'The shop’s pages leave that open, so I cannot tell you. A person may know.',
      'I find no answer to that on the shop’s pages, and I will not guess. Shall I bring in a person?',
    ),
    nearest: (title: string) => `Closest page: ${title}`,
    /** Before a quote that is not in the customer's language; `language` is named in theirs. */
    inLanguage: (language: string) =>
      wordings(
        `This page exists in ${language} only. It says:`,
        `I have this page in ${language} only, so I quote it as it is:`,
        `There is no translation of this page; in ${language} it says:`,
      ),
  },
};

import { wordings } from './wordings.js';

/** What is said to who asks for their data, in English. */
export const enPrivacy = {
  privacy: {
    asked: {
      access: 'a copy of your data',
      erasure: 'the deletion of your data',
      correction: 'a correction of your data',
      objection: 'that your data are not tracked or passed on',
    },
    heard: (what: string) =>
      wordings(
        `You ask for ${what}. That is noted; I show and change nothing here myself.`,
        `I have noted it: ${what}. In this chat nothing is shown or changed.`,
        `So you would like ${what}. It is noted, and I touch nothing myself.`,
      ),
  },
};

/** What happens next, when a person takes it. */
export const enPrivacyHandoff = wordings(
  'A person takes your request from here. They first make sure that it is you, then answer in this chat.',
  'I am passing your request to a person, who checks that it is you and then answers here.',
  'Next a person makes sure that it is you, and then deals with your request here.',
);

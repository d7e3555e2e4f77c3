import { wordings } from './wordings.js';

/** What is said about values that a customer may write, in English. */
export const enSlots = {
  slots: {
    whichProduct: wordings(
      'That fits more than one product. Which one do you mean?',
      'We have several like that. Which one is it?',
      'I find more than one. Please pick the right one:',
    ),
    /** Name of an option as it stands in a sentence; options of the shop's own keep their name. */
    optionName: (option: string) => (option === 'color' ? 'colour' : option),
    whichOption: (option: string, title: string) =>
      wordings(
        `Which ${option} of ${title} shall it be?`,
        `${title} comes like that in more than one ${option}. Which one?`,
        `What I still need is the ${option} of ${title}.`,
      ),
    inStock: (variant: string) =>
      wordings(
        `${variant} is in stock right now. Which other one do you mean?`,
        `There is some of ${variant} at the moment, so no need to wait. Is it another one?`,
        `You can have ${variant} now. Did you mean another one?`,
      ),
  },
};

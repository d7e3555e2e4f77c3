import { wordings } from './wordings.js';

/** What is said about values that a customer may write, in English. */
export const enSlots = {
  slots: {
    whichProduct: wordings(
      'That fits more than one product. Which one do you mean?',
      'We have several like that. Which one is it?',
      'I find more than one. Please pick the right one:',
    ),
    alikeProduct: wordings(
      'I find nothing by that name. Could it be this?',
      'Nothing here is called that. Is it one of these?',
      'That name I do not find. This is the nearest we have:',
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
    sizeUnknown: (title: string) =>
      wordings(
        `The product page of ${title} says nothing of its size, and no review does.`,
        `Neither the page of ${title} nor its reviews tell how it fits.`,
        `I find nothing on how ${title} fits, on its page or in reviews.`,
      ),
    /** '' where no review says anything of the size. */
    sizeSaid: ({ small, large, true: fits }: { small: number; large: number; true: number }) =>
      [
        ...(small > 0 ? [`${small} that it runs small`] : []),
        ...(large > 0 ? [`${large} that it runs large`] : []),
        ...(fits > 0 ? [`${fits} that it fits as it should`] : []),
      ].join(', '),
    sizeReviews: (total: number, said: string) =>
      total === 1 ? `The one review says ${said.replace(/^1 /, '')}.` : `Of ${total} reviews, this many say: ${said}.`,
    whichCountry: (postcode: string) =>
      wordings(
        `${postcode} looks like a postcode of another country than before. Which country is it?`,
        `Postcodes like ${postcode} are not written in the country we have. Which country does it go to?`,
        `Which country is ${postcode} in? It does not look like the one we have.`,
      ),
    phone: {
      'too-short': wordings(
        'That number is too short for a phone number. Could you check it?',
        'There are digits missing in that number. What is the whole number?',
        'That is fewer digits than a phone number has. Please send all of it.',
      ),
      'too-long': wordings(
        'That number is too long for a phone number. Could you check it?',
        'There are more digits in it than a phone number has. Which ones are right?',
        'That has too many digits. Please send it once more.',
      ),
      'no-such-number': wordings(
        'No phone number looks like that. Could you check it, with the country’s prefix (+353…)?',
        'That cannot be a phone number as it stands. Is a digit wrong, or the prefix missing?',
        'Numbers like that are not given out. Please send it with the country’s prefix, like +353…',
      ),
      'no-country': wordings(
        'Please send the number with the country’s prefix, like +353…',
        'Which country is that number of? Please begin it with the prefix, like +353…',
        'I need the number with its country’s prefix, like +353…',
      ),
      unread: wordings(
        'I did not see a phone number in that. Which number is it?',
        'That is no phone number as far as I can read. What is the number?',
        'I found no phone number. Please send just the number.',
      ),
    },
    emailUnread: wordings(
      'I did not see an e-mail address in that. Which one is it?',
      'That is no e-mail address as far as I can read: it needs an @ and what follows it. Which one is it?',
      'I found no e-mail address. Please send just the address.',
    ),
    dateUnread: wordings(
      'I did not see a day in that. Which day is it? For example “next Friday” or “5 May”.',
      'Which day do you mean? Something like “tomorrow” or “12 May” will do.',
      'I could not read a day there. Please send one, like “Monday” or “3 to 7 May”.',
    ),
    dateNotPast: (day: string) =>
      wordings(
        `${day} has not come yet. Which day was it?`,
        `That would be ${day}, which is still ahead. When was it?`,
        `It has to be a day that is over, and ${day} is not. Which one was it?`,
      ),
    dateNotFuture: (day: string) =>
      wordings(
        `${day} is over already. Which day shall it be?`,
        `That would be ${day}, which is in the past. Which day suits you?`,
        `It has to be a day to come, and ${day} is not. Which one shall it be?`,
      ),
    dateSpan: (from: string, to: string) => `${from} to ${to}`,
    amountUnread: wordings(
      'I did not see an amount in that. How much is it?',
      'How much do you mean? Just the number will do.',
      'I could not read an amount there. Please send it as a number.',
    ),
    otherCurrency: (written: string, example: string) =>
      wordings(
        `This shop counts in another currency than ${written}. How much is it, in the way of ${example}?`,
        `${written} is not the shop’s currency, and I do not convert. Please tell me the amount like ${example}.`,
        `I can only take an amount like ${example}, not ${written}. How much is it?`,
      ),
  },
};

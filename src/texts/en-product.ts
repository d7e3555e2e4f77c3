import { wordings } from './wordings.js';

/** Answers about products, with their sources, in English. */
export const enProduct = {
  stockHeader: (title: string) => `${title}: this is what we have.`,
  stockMore: (count: number) => `${count} more on the product page.`,
  stockLine: (option: string, stock: string) => `${option}: ${stock}`,
  productNotFound: wordings(
    'I do not find that product. What is it called, or what kind of thing is it?',
    'No product here matches that. What is its name on the page?',
    'I cannot tell which product that is. What is it called?',
  ),
  productFacts: (title: string) => `${title}:`,
  factLine: (name: string, value: string) => `${name}: ${value}`,
  factSource: 'From the product page.',
  productAnswer: {
    data: (title: string, lines: string) =>
      wordings(
        `From the product data of ${title}:\n${lines}`,
        `The product data of ${title} say:\n${lines}`,
        `For ${title} the product page gives:\n${lines}`,
      ),
    /** Where several products are meant; each line names its own. */
    dataOfSeveral: (lines: string) =>
      wordings(
        `From the product data:\n${lines}`,
        `The product pages say:\n${lines}`,
        `For each of them, from the product data:\n${lines}`,
      ),
    ofProduct: (title: string, fact: string) => `${title} – ${fact}`,
    reviews: (title: string, count: number, total: number) => {
      const mention = count === 1 ? '1 review' : `${count} reviews`;
      return wordings(
        `The product page of ${title} does not say. ${mention} of ${total} speak of it, for example:`,
        `That is not in the product data of ${title}, but ${mention} of ${total} mention it:`,
        `${title}: no word of it on the product page. Of ${total} reviews ${count} bring it up:`,
      );
    },
    /** Whose opinion a quote is: its source. */
    review: (firstName: string, date: string) =>
      firstName === '' ? `Customer’s review, ${date}` : `Review by ${firstName}, ${date}`,
    notSaid: (title: string) =>
      wordings(
        `The product page of ${title} does not say, and no review speaks of it.`,
        `I find nothing on that for ${title}, neither in the product data nor in the reviews.`,
        `For ${title} nobody has written that down, so I cannot tell you.`,
      ),
  },
  /** Products that were shown side by side. */
  compare: {
    ends: {
      price: { least: 'the cheapest', most: 'the most expensive' },
      rating: { least: 'rated lowest', most: 'rated best' },
      weight: { least: 'the lightest', most: 'the heaviest' },
      size: { least: 'the smallest', most: 'the biggest' },
    },
    end: (title: string, end: string, value: string) =>
      wordings(
        `Of these, ${title} is ${end}: ${value}.`,
        `That is ${title}: ${end}, ${value}.`,
        `${title} is ${end} of them, at ${value}.`,
      ),
    tie: (titles: string, value: string) =>
      wordings(
        `It is a tie between ${titles}: ${value} each.`,
        `${titles} are level: ${value} each.`,
        `No difference there between ${titles}: ${value} each.`,
      ),
    and: (one: string, other: string) => `${one} and ${other}`,
    rating: (mean: string, count: number) => `${mean} of 5 stars from ${count === 1 ? '1 review' : `${count} reviews`}`,
    notSaid: 'not stated',
    unknown: {
      price: wordings(
        'I cannot see the prices of these right now.',
        'For none of these do I have a price at hand.',
        'Their prices are not there for me to compare.',
      ),
      rating: wordings(
        'Nobody has reviewed any of these yet.',
        'There is no review of any of them yet.',
        'I cannot say: none of these has been reviewed.',
      ),
      weight: wordings(
        'The product pages of these do not say what they weigh.',
        'I cannot compare their weight: no page states it.',
        'None of their pages gives a weight.',
      ),
      size: wordings(
        'The product pages of these do not say how big they are.',
        'I cannot compare their size: no page states it.',
        'None of their pages gives a size to compare.',
      ),
    },
    sideBySide: 'Side by side, from the product pages:',
    listed: (fact: string) => `– ${fact}`,
    noneSaid: (titles: string) =>
      wordings(
        `No product page of these says so: ${titles}.`,
        `I find nothing on that for any of these: ${titles}.`,
        `For none of these it is written down: ${titles}.`,
      ),
    noMore: wordings(
      'That was all that fits. If you tell me more, I can look again.',
      'I have nothing else that fits. What else matters to you?',
      'There is no more of that kind. Describe it in another way, and I look again.',
    ),
    price: (title: string, price: string, was: string) => `${title}: ${price}${was === '' ? '' : ` instead of ${was}`}`,
    from: (price: string) => `from ${price}`,
    onlySoMany: (count: number) =>
      wordings(
        `There are only ${count} of them. Which one do you mean?`,
        `I have shown you ${count}. Which of those is it?`,
        `That many were not shown, only ${count}. Which one shall it be?`,
      ),
    noneInIt: wordings(
      'None of these comes like that.',
      'Not one of them is made that way.',
      'I see none of these in that version.',
    ),
  },
};

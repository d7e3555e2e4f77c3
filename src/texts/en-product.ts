import { wordings } from './wordings.js';

/** Answers about products, with their sources, in English. */
export const enProduct = {
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
};

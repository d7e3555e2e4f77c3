import type { ReviewTopic } from '../catalogue-entry.js';
import { clothesSentences } from './clothes-sentences.js';
import { goodsSentences } from './goods-sentences.js';
import type { TopicSentences } from './topic-sentences.js';

export const REVIEW_SENTENCES: Record<ReviewTopic, TopicSentences> = { ...clothesSentences, ...goodsSentences };

/** Fit any product: the parcel, the people, the gift. */
export const GENERAL_SENTENCES = {
  praise: [
    'Arrived two days later, wrapped in paper and nothing else.',
    'Bought it for my brother and then a second one for me.',
    'The colour is exactly the one in the picture.',
    'I asked the shop a question before ordering and got a straight answer.',
    'Second one in this house; the first is still going.',
    'Worth what it costs, which I do not say often.',
    'My daughter has already claimed it.',
    'Ordered on Monday, had it on Wednesday in Utrecht.',
    'It looks better in real life than on the page.',
    'A present for my mother, who rang to say thank you twice.',
    'I waited for the sale and do not regret it.',
    'Came with a hand-written note about care, which was a nice touch.',
    'Sent one size back and the other came before the refund did.',
    'You can tell that somebody thought about this.',
    'Three friends have asked where it is from.',
    'Picked it up in the Galway shop, lovely people.',
  ],
  mixed: [
    'Delivery took a week, mind.',
    'The parcel had been sitting with a neighbour for days.',
    'A little dear for what it is.',
    'The colour is darker than on my screen.',
    'I would wait for a reduction.',
    'The box was far too large for what was in it.',
  ],
  blame: [
    'Sent it back; the refund at least was quick.',
    'I expected better at this price.',
    'Customer service took three days to reply.',
    'It came with a mark that should have been seen at packing.',
    'It went to the charity shop in the end.',
  ],
};

export const REVIEW_TITLES = {
  praise: [
    'Very happy',
    'Exactly right',
    'Just what I wanted',
    'Would buy again',
    'Lovely',
    'Good thing',
    'Better than hoped',
    'No complaints',
    'Recommended',
    'A keeper',
  ],
  mixed: ['Fine, not more', 'Mixed feelings', 'Good with a but', 'All right', 'Nearly there'],
  blame: ['Disappointed', 'Not for me', 'Went back', 'Expected more', 'Sadly no'],
};

import { wordings } from './wordings.js';

/** Asking how it was, in English. */
export const enRating = {
  rating: {
    ask: wordings('How was this?', 'How did this go for you?', 'How helpful was this?'),
    scale: { 1: 'Very poor', 2: 'Poor', 3: 'Okay', 4: 'Good', 5: 'Very good' },
    /** In the place of an offer to do more. */
    thanked: wordings('You are welcome.', 'Glad that helped.', 'My pleasure.'),
    noted: wordings('Thank you for telling us.', 'Thank you, that is noted.', 'Noted, and thank you.'),
    whatBetter: wordings(
      'Thank you for saying so. What could have been better?',
      'That is good to know. What should have gone otherwise?',
      'Thank you. What did you miss?',
    ),
    commentNoted: wordings(
      'Thank you. It stays here for the people who run this shop.',
      'Noted: the people of the shop can read it here.',
      'Thank you, that is kept for the shop to read.',
    ),
    known: wordings(
      'I have your rating already, thank you.',
      'That is noted already, thank you.',
      'Your rating is here already.',
    ),
  },
};

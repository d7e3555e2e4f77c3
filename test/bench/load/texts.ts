/** What shoppers write to a person, about as long as people write. */
export const TEXTS = [
  'Hi, my parcel was due on Tuesday and there is still no sign of it, can you look into that please?',
  'Do you still have the wool jumper in medium, the dark green one from the winter page?',
  'The lamp arrived with a crack in its shade. I would rather have a new one than my money back.',
  'Thanks, that helps. Could you also tell me how long a refund takes to reach my account?',
];

/** What shoppers ask a bot. */
export const QUESTIONS = [
  'where is my order',
  'how long do refunds take',
  'do you have a warm jumper',
  'do you ship to Spain',
  'is the blue jacket waterproof',
  'thanks',
];

/** What Harbour Lane's front page says, and three things worth asking its assistant. */
export const DEMO_FRONT = {
  headline: 'Clothes and things for weather that changes its mind.',
  sentence: 'Made in small numbers, mended for as long as they live, and sent from Utrecht the same day.',
  asks: ['Got a blue jacket under €60?', 'Where is my order?', 'How long does a refund take?'],
} as const;

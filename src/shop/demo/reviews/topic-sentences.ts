/** Sentences by what they need of the product: `any`, or one of its tags. */
type Sentences = { any: string[] } & Record<string, string[]>;

export type TopicSentences = { praise: Sentences; mixed: string[]; blame: string[] };

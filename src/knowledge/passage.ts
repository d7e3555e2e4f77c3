/** A quotable piece of a policy page: one paragraph with where it stands. */
export type Passage = {
  pageId: string;
  pageTitle: string;
  /** Heading the paragraph stands under; the page's title where there is none. */
  heading: string;
  /** Fragment of `heading` on the page, '' for the top. */
  anchor: string;
  /** Plain text, Markdown marks removed. */
  text: string;
};

export type FoundPassage = Passage & {
  /** How well it answers, comparable within one search only. */
  score: number;
};

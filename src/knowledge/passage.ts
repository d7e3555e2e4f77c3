/** Where something stands on a policy page. */
export type PagePlace = {
  pageId: string;
  pageTitle: string;
  /** Heading it stands under; the page's title where there is none. */
  heading: string;
  /** Fragment of `heading` on the page, '' for the top. */
  anchor: string;
  /** BCP 47 tag of the page, where it is not the shop's own language. */
  language?: string | undefined;
};

/** A quotable piece of a policy page: one paragraph with where it stands. */
export type Passage = PagePlace & {
  /** Plain text, Markdown marks removed. */
  text: string;
};

export type FoundPassage = Passage & {
  /** Chance that it answers, as far as the fit over labelled questions tells; 0..1. */
  score: number;
};

export type Findings = {
  /** The paragraphs that answer, best first; none where the shop's pages do not say. */
  passages: FoundPassage[];
  /** Where the shop's pages come closest; set where they do not answer and have anything near. */
  nearest?: PagePlace;
};

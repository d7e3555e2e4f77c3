import { createBm25Index } from '../ranking/bm25.js';
import { tokenise } from '../ranking/tokenise.js';
import type { Passage } from './passage.js';
import type { Coverage } from './passage-features.js';

export type Sections = {
  /** How the section of a passage fits as a whole. */
  score(terms: string[], meaningOf: Map<number, number> | undefined): (document: number) => SectionScores;
  coverage(document: number, terms: string[]): Coverage;
};

type SectionScores = { sectionMeaning: number; sectionWords: number };

type Section = { documents: number[]; terms: Set<string>; heading: Set<string>; text: string };

type Words = { text: string; heading: string; pageTitle: string };

/** All that stands under one heading. */
export function sectionKey({ pageId, anchor }: Pick<Passage, 'pageId' | 'anchor'>): string {
  return `${pageId}#${anchor}`;
}

/**
 * A paragraph alone often leaves out what its neighbours have said: the section it stands in is read beside it.
 * @param words of `passages`, made ready for search
 */
export function createSections(passages: Passage[], words: Words[]): Sections {
  const { list, ofDocument } = group(passages, words);
  const bm25 = createBm25Index([{ weight: 1, texts: list.map(({ text }) => text) }]);
  const rarity = rarities(list);
  const weigh = (terms: string[]) => terms.reduce((sum, term) => sum + rarity(term), 0);
  return {
    score: (terms, meaningOf) => {
      const byWords = new Map(bm25.search(terms, list.length).map(({ document, score }) => [document, score]));
      return (document) => {
        const at = ofDocument[document] ?? 0;
        const meanings = (list[at]?.documents ?? []).map((other) => meaningOf?.get(other) ?? 0);
        return { sectionMeaning: Math.max(0, ...meanings), sectionWords: byWords.get(at) ?? 0 };
      };
    },
    coverage: (document, terms) => {
      const section = list[ofDocument[document] ?? 0];
      const whole = weigh(terms) || 1;
      const missing = terms.filter((term) => section?.terms.has(term) !== true);
      return {
        heading: weigh(terms.filter((term) => section?.heading.has(term) === true)) / whole,
        covered: 1 - weigh(missing) / whole,
        rarestMissing: Math.max(0, ...missing.map(rarity)),
      };
    },
  };
}

function group(passages: Passage[], words: Words[]): { list: Section[]; ofDocument: number[] } {
  const places = new Map<string, number>();
  const list: Section[] = [];
  const ofDocument = passages.map((passage, document) => {
    const key = sectionKey(passage);
    const at = places.get(key) ?? list.length;
    places.set(key, at);
    const { text = '', heading = '', pageTitle = '' } = words[document] ?? {};
    const section = list[at] ?? {
      documents: [],
      terms: new Set(tokenise(`${heading} ${pageTitle}`)),
      heading: new Set(tokenise(heading)),
      text: heading,
    };
    list[at] = section;
    section.documents.push(document);
    section.text += `\n${text}`;
    for (const term of tokenise(text)) section.terms.add(term);
    return at;
  });
  return { list, ofDocument };
}

/** 1 for a word that no section has, less the more have it. */
function rarities(sections: Section[]): (term: string) => number {
  const counts = new Map<string, number>();
  for (const term of sections.flatMap(({ terms }) => [...terms])) counts.set(term, (counts.get(term) ?? 0) + 1);
  const most = Math.log(1 + sections.length);
  return (term) => Math.log((1 + sections.length) / (1 + (counts.get(term) ?? 0))) / Math.max(most, 1);
}

import { tokenise } from '../ranking/tokenise.js';
import type { Findings, FoundPassage, PagePlace, Passage } from './passage.js';
import { answerFeatures, type Candidate } from './passage-features.js';
import type { Gathered } from './passage-index.js';
import type { PassageRanking, PassageScale } from './passage-ranking.js';
import { sectionKey } from './sections.js';

export type Judged = { ranked: { candidate: Candidate; score: number }[]; features: number[]; chance: number };

/** Puts the best first and tells how likely it answers. Pure. */
export function judge(gathered: Gathered, scale: PassageScale): Judged {
  const ranked = gathered.candidates
    .map((candidate) => ({ candidate, score: dot(candidate.features, scale.order) }))
    .sort((a, b) => b.score - a.score || a.candidate.document - b.candidate.document);
  const [first] = ranked;
  if (first === undefined) return { ranked, features: [], chance: 0 };
  const place = sectionKey(first.candidate.passage);
  const rival = ranked.find(({ candidate: { passage } }) => sectionKey(passage) !== place);
  const features = answerFeatures({
    best: first.candidate,
    coverage: gathered.coverageOf(first.candidate),
    lead: first.score - (rival?.score ?? 0),
    terms: gathered.terms,
    isChinese: gathered.isChinese,
  });
  return { ranked, features, chance: 1 / (1 + Math.exp(-dot(features, scale.answers))) };
}

export function scaleFor({ byMeaning, isChinese }: Gathered, ranking: PassageRanking): PassageScale {
  if (byMeaning) return ranking.meaning;
  return isChinese ? ranking.chinese : ranking.words;
}

/** The passages that answer `text`, or how near the pages come. */
export function findingsOf(
  { ranked, chance }: Judged,
  { text, limit, threshold }: { text: string; limit: number; threshold: number },
): Findings {
  const [best] = ranked;
  if (best === undefined) return { passages: [] };
  if (chance < threshold) return { passages: [], nearest: placeOf(best.candidate.passage) };
  const likely = ranked.filter(({ score }) => score >= best.score - SECOND_GAP);
  const found = likely.map(({ candidate, score }) => ({
    ...candidate.passage,
    score: chance * Math.exp(score - best.score),
  }));
  return { passages: whatAdds(found, { text, limit }) };
}

/** A second passage is at most this many times less likely than the first (natural logarithm). */
const SECOND_GAP = 1;

function placeOf({ pageId, pageTitle, heading, anchor, language }: Passage): PagePlace {
  return { pageId, pageTitle, heading, anchor, language };
}

/** The best, and those close behind it that add something; never two with the same words. */
function whatAdds([best, ...others]: FoundPassage[], { text, limit }: { text: string; limit: number }): FoundPassage[] {
  if (best === undefined) return [];
  const asked = new Set(tokenise(text));
  const kept = [best];
  for (const other of others) {
    if (kept.length >= limit) break;
    if (kept.every((one) => one.text !== other.text) && saysMore(other, kept, asked)) kept.push(other);
  }
  return kept;
}

/** A second paragraph of one place, or one that speaks of something asked for which the others leave out. */
function saysMore(other: FoundPassage, kept: FoundPassage[], asked: Set<string>): boolean {
  if (kept.every((one) => sectionKey(one) === sectionKey(other))) return true;
  const said = new Set(kept.flatMap((passage) => tokenise(wordsOf(passage))));
  return tokenise(wordsOf(other)).some((term) => asked.has(term) && !said.has(term));
}

function wordsOf({ heading, text }: Passage): string {
  return `${heading} ${text}`;
}

function dot(values: number[], weights: number[]): number {
  return values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
}

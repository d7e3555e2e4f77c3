import type { Claims, FigureKind } from './read-claims.js';

/** What may be said beside a fact that claims one of these: it follows from it. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  PARCEL: ['ONWAY', 'SHIPPED', '!SHIPPED', 'PREPARING', 'PACKED', 'DELIVERED', 'DUE', 'WASDUE'],
  REFUND: ['REFUNDED'],
  PICKUP: ['CARRIER'],
};

const KINDS: readonly FigureKind[] = ['link', 'money', 'percent', 'date', 'weekday', 'id'];

/**
 * Whether a fact says everything that is claimed: nothing beside it, and no figure in another order. Where a fact has words
 * that are not listed, all that is said stands in its order; what only listed claims say may stand in any.
 */
export function isSupported(claimed: Claims, fact: Claims): boolean {
  return (
    isSaidBy(owing(claimed.said, fact), fact) &&
    KINDS.every((kind) => isWithin(claimed.figures[kind], fact.figures[kind]))
  );
}

/** Whether claims, said one after the other and each supported by the fact, say all of it. */
export function isCovered(fact: Claims, said: readonly Claims[]): boolean {
  const all = said.flatMap((claims) => owing(claims.said, fact));
  const owed = owing(fact.said, fact);
  const isTold = fact.isListed ? owed.every((claim) => all.includes(claim)) : isSame(all, owed);
  return (
    isTold &&
    KINDS.every((kind) =>
      hasFigures(
        kind,
        fact,
        said.flatMap(({ figures }) => figures[kind]),
      ),
    )
  );
}

/** Whose it is: a sentence without the numbers of its fact must stand behind one that has them. */
export function namesSubject(claimed: Claims, fact: Claims): boolean {
  return fact.figures.id.every((id) => claimed.figures.id.includes(id));
}

/** Without what follows from the fact anyhow. */
function owing(said: readonly string[], fact: Claims): readonly string[] {
  return said.filter((claim) => !follows(claim, fact));
}

function follows(claim: string, { said, figures }: Claims): boolean {
  if (claim === 'ORDER') return figures.id.length > 0;
  return FOLLOWS[claim]?.some((reason) => said.includes(reason)) === true;
}

function isSaidBy(claims: readonly string[], fact: Claims): boolean {
  return fact.isListed ? claims.every((claim) => fact.said.includes(claim)) : isWithin(claims, fact.said);
}

function isWithin(claimed: readonly string[], fact: readonly string[]): boolean {
  let place = 0;
  for (const item of fact) if (item === claimed[place]) place += 1;
  return place === claimed.length;
}

/** Numbers of orders may be repeated, and a day of the week goes without saying beside its date. */
function hasFigures(kind: FigureKind, { figures }: Claims, said: readonly string[]): boolean {
  if (kind === 'weekday' && said.length === 0) return figures.weekday.length <= figures.date.length;
  return isSame(kind === 'id' ? [...new Set(said)] : said, figures[kind]);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}

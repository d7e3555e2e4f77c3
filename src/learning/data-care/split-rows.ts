import { createRandom, shuffle } from '../random.js';

type Row = { label: string; conversationId?: string | undefined };

/** The rows of one conversation, or a single row: places, and how many there are of each label. */
type Group = { places: number[]; labels: Map<string, number> };
type Tally = { total: number; heldOut: number };

/** Enough for the moves to run out on any data seen; each pass looks at every group once. */
const MOST_PASSES = 20;

/**
 * Sets rows aside so that each label has about the same share there, and no conversation stands on both sides: its
 * messages speak of one matter in one person's words, and a model that has seen some of them is not judged by the others.
 * Rows without a conversation stand for themselves. At least one row of every label stays in `train`.
 * @param heldOutShare 0..1; a label whose rows stand alone comes within half a row of it
 */
export function splitRows<T extends Row>(
  rows: readonly T[],
  { heldOutShare, seed }: { heldOutShare: number; seed: number },
): { train: T[]; heldOut: T[] } {
  const groups = groupByConversation(rows);
  const order = Uint32Array.from(groups.keys());
  shuffle(order, createRandom(seed));
  const heldOut = chooseGroups(
    [...order].flatMap((place) => groups[place] ?? []),
    heldOutShare,
  );
  const isHeldOut = new Set([...heldOut].flatMap(({ places }) => places));
  return {
    train: rows.filter((_, place) => !isHeldOut.has(place)),
    heldOut: rows.filter((_, place) => isHeldOut.has(place)),
  };
}

/** Moves one group at a time to where it brings the labels nearer to their share, until none does. */
function chooseGroups(groups: readonly Group[], share: number): Set<Group> {
  const tallies = countLabels(groups);
  const chosen = new Set<Group>();
  for (let pass = 0, isMoving = true; isMoving && pass < MOST_PASSES; pass++) {
    isMoving = false;
    for (const group of groups) {
      const sign = chosen.has(group) ? -1 : 1;
      if (!isBetter(group, tallies, { sign, share })) continue;
      for (const [label, count] of group.labels) {
        const tally = tallies.get(label);
        if (tally !== undefined) tally.heldOut += sign * count;
      }
      if (sign === 1) chosen.add(group);
      else chosen.delete(group);
      isMoving = true;
    }
  }
  return chosen;
}

/** Whether squared distances from the wanted numbers, each in proportion to its label's size, would shrink. */
function isBetter(
  { labels }: Group,
  tallies: ReadonlyMap<string, Tally>,
  { sign, share }: { sign: 1 | -1; share: number },
): boolean {
  let change = 0;
  for (const [label, count] of labels) {
    const { total, heldOut } = tallies.get(label) ?? { total: count, heldOut: 0 };
    const after = heldOut + sign * count;
    if (after >= total) return false;
    change += ((after - share * total) ** 2 - (heldOut - share * total) ** 2) / total;
  }
  return change < -1e-9;
}

function countLabels(groups: readonly Group[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { labels } of groups) {
    for (const [label, count] of labels) {
      tallies.set(label, { total: (tallies.get(label)?.total ?? 0) + count, heldOut: 0 });
    }
  }
  return tallies;
}

function groupByConversation(rows: readonly Row[]): Group[] {
  const groups = new Map<string | number, Group>();
  rows.forEach(({ label, conversationId }, place) => {
    const group: Group = groups.get(conversationId ?? place) ?? { places: [], labels: new Map() };
    group.places.push(place);
    group.labels.set(label, (group.labels.get(label) ?? 0) + 1);
    groups.set(conversationId ?? place, group);
  });
  return [...groups.values()];
}

import { BOX_WIDTH, type Sized, sizeBox } from './box-size.js';
import type { Box, Chart, ChartBranch, ChartLanguage, ChartStep, Exit } from './chart.js';

/** Where everything of a chart stands, in pixels from the upper left. */
export type Layout = { width: number; height: number; boxes: Placed[]; lines: Line[] };

export type Placed = Sized & Point;

/** From the first point to the last, where the arrow is. `label` stands where it begins. */
export type Line = { points: Point[]; label: string | undefined };

type Point = { x: number; y: number };

/** `beside` for wide screens: what leaves the job stands to the right. `below` for phones: in one column. */
export type Arrangement = 'beside' | 'below';

const GAP = 32;
const EXIT_GAP = 14;
/** Between a box and what stands to its right. */
const ASIDE = 48;
/** How far exits are set in where they stand below. */
const INDENT = 40;
const MARGIN = 2;

/** A flow is nearly a line: its steps go down, ways that leave it go aside, and a branch has two columns. */
export function layOut({ begin, steps, language }: Chart, arrangement: Arrangement): Layout {
  const paper: Paper = { boxes: [], lines: [], language, arrangement };
  const first = placeBox(paper, begin, { x: MARGIN, y: MARGIN });
  placeSteps(paper, steps, { x: MARGIN, bottom: first.y + first.height, ends: [{ points: [footOf(paper, first)] }] });
  return {
    width:
      Math.max(...paper.boxes.map(rightOf), ...paper.lines.flatMap(({ points }) => points.map(({ x }) => x))) + MARGIN,
    height: Math.max(...paper.boxes.map(({ y, height }) => y + height)) + MARGIN,
    boxes: paper.boxes,
    lines: paper.lines,
  };
}

/** What is drawn so far. */
type Paper = Pick<Layout, 'boxes' | 'lines'> & { language: ChartLanguage; arrangement: Arrangement };

/** A line under way: the next box takes it up. */
type End = { points: Point[]; label?: string };

/** A column as far as it goes: its left edge, what is above `bottom`, and what leads on from there. */
type Column = { x: number; bottom: number; ends: End[] };

function placeSteps(paper: Paper, steps: readonly ChartStep[], begun: Column): Column {
  return steps.reduce((column, step) => placeStep(paper, step, column), begun);
}

function placeStep(paper: Paper, step: ChartStep, { x, bottom, ends }: Column): Column {
  const isLabelled = ends.some(({ label }) => label !== undefined);
  const placed = placeBox(paper, step.box, { x, y: bottom + (isLabelled ? 1.6 * GAP : GAP) });
  for (const end of ends) paper.lines.push(lineTo(headOf(paper, placed), end));
  if (step.kind === 'branch') return placeBranch(paper, step, placed);
  const last = placeExits(paper, step.exits, placed);
  return { x, bottom: last, ends: step.isLast ? [] : [{ points: [footOf(paper, placed)] }] };
}

/** Straight down, or down and across above the box that it leads to. */
function lineTo(head: Point, { points, label }: End): Line {
  const from = points.at(-1) ?? head;
  const corners =
    from.x === head.x
      ? []
      : [
          { x: from.x, y: head.y - GAP / 2 },
          { x: head.x, y: head.y - GAP / 2 },
        ];
  return { points: [...points, ...corners, head], label };
}

function placeBranch(paper: Paper, { met, otherwise }: ChartBranch, placed: Placed): Column {
  const { x } = placed;
  const before = paper.boxes.length;
  const foot = footOf(paper, placed);
  const left = placeSteps(paper, met.steps, { x, bottom: foot.y, ends: [{ points: [foot], label: met.when }] });
  const aside = Math.max(rightOf(placed), ...paper.boxes.slice(before).map(rightOf)) + ASIDE;
  const side = { x: rightOf(placed), y: placed.y + placed.height / 2 };
  const corner = { x: otherwise.steps.length === 0 ? aside : spineOf(paper, aside), y: side.y };
  const begun = { x: aside, bottom: foot.y, ends: [{ points: [side, corner], label: otherwise.when }] };
  const right = placeSteps(paper, otherwise.steps, begun);
  return { x, bottom: Math.max(left.bottom, right.bottom), ends: [...left.ends, ...right.ends] };
}

/** @returns the lower edge of all of it */
function placeExits(paper: Paper, exits: readonly Exit[], placed: Placed): number {
  const isBeside = paper.arrangement === 'beside';
  const x = isBeside ? rightOf(placed) + ASIDE : placed.x + INDENT;
  const width = isBeside ? BOX_WIDTH : BOX_WIDTH - INDENT;
  const trunk = isBeside ? x - ASIDE / 2 : placed.x + INDENT - 14;
  let y = isBeside ? placed.y : placed.y + placed.height + EXIT_GAP;
  for (const { box, when } of exits) {
    const sized = sizeBox(box, { width, language: paper.language, when });
    paper.boxes.push({ ...sized, x, y });
    const level = y + 20;
    const from = isBeside
      ? [
          { x: rightOf(placed), y: placed.y + 20 },
          { x: trunk, y: placed.y + 20 },
        ]
      : [{ x: trunk, y: placed.y + placed.height }];
    paper.lines.push({ points: [...from, { x: trunk, y: level }, { x, y: level }], label: undefined });
    y += sized.height + EXIT_GAP;
  }
  return Math.max(placed.y + placed.height, exits.length === 0 ? 0 : y - EXIT_GAP);
}

function placeBox(paper: Paper, box: Box, at: Point): Placed {
  const placed = { ...sizeBox(box, { width: BOX_WIDTH, language: paper.language }), ...at };
  paper.boxes.push(placed);
  return placed;
}

/** Where lines come in from above. */
function headOf(paper: Paper, { x, y }: Placed): Point {
  return { x: spineOf(paper, x), y };
}

function footOf(paper: Paper, { x, y, height }: Placed): Point {
  return { x: spineOf(paper, x), y: y + height };
}

/** In one column the line of steps runs left of what stands between them. */
function spineOf({ arrangement }: Paper, x: number): number {
  return arrangement === 'beside' ? x + BOX_WIDTH / 2 : x + 12;
}

function rightOf({ x, width }: Placed): number {
  return x + width;
}

/** Height and slope of a smooth function at a point. */
export type Objective = (point: Float64Array) => { value: number; slope: Float64Array };

const MEMORY = 10;
const MAX_STEPS = 500;
/** Where every slope is smaller than this, the point is taken for the lowest. */
const TOLERANCE = 2e-5;
/** A step must fall by this share of what the slope promises. */
const SUFFICIENT = 1e-4;
const MAX_HALVINGS = 40;

/** A step and how the slope changed along it. */
type Move = { step: Float64Array; change: Float64Array; curvature: number };

/**
 * Lowest point of a smooth convex function, from a point to start at: limited-memory BFGS, Nocedal and Wright,
 * "Numerical Optimization", 2006, algorithms 7.4 and 7.5, each step halved until it falls enough.
 */
export function minimise(objective: Objective, start: Float64Array): Float64Array {
  let point = start;
  let here = objective(point);
  const moves: Move[] = [];
  for (let at = 0; at < MAX_STEPS && here.slope.some((value) => Math.abs(value) > TOLERANCE); at++) {
    const direction = descend(here.slope, moves);
    const next = fall(objective, { point, ...here }, direction);
    if (next === undefined) break;
    const step = add(next.point, point, -1);
    const change = add(next.slope, here.slope, -1);
    const curvature = dot(step, change);
    if (curvature > 0) moves.push({ step, change, curvature });
    if (moves.length > MEMORY) moves.shift();
    point = next.point;
    here = next;
  }
  return point;
}

/** Against the slope, bent by the curvature that the last moves met. */
function descend(slope: Float64Array, moves: Move[]): Float64Array {
  let direction: Float64Array = slope.map((value) => -value);
  const shares: number[] = [];
  for (const { step, change, curvature } of moves.toReversed()) {
    const share = dot(step, direction) / curvature;
    shares.unshift(share);
    direction = add(direction, change, -share);
  }
  const last = moves.at(-1);
  const scale = last === undefined ? 1 / Math.max(1, length(slope)) : last.curvature / dot(last.change, last.change);
  direction = direction.map((value) => value * scale);
  moves.forEach(({ step, change, curvature }, at) => {
    direction = add(direction, step, (shares[at] ?? 0) - dot(change, direction) / curvature);
  });
  return direction;
}

type Place = { point: Float64Array; value: number; slope: Float64Array };

/** The first of the full step, its half, its quarter… that falls enough; none when rounding hides every fall. */
function fall(objective: Objective, from: Place, direction: Float64Array): Place | undefined {
  const promise = dot(from.slope, direction);
  let size = 1;
  for (let halving = 0; halving < MAX_HALVINGS; halving++) {
    const point = add(from.point, direction, size);
    const there = objective(point);
    if (there.value <= from.value + SUFFICIENT * size * promise) return { point, ...there };
    size /= 2;
  }
  return undefined;
}

function add(one: Float64Array, other: Float64Array, scale: number): Float64Array {
  return one.map((value, at) => value + scale * (other[at] ?? 0));
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

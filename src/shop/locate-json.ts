/** Where a value stands in a JSON text: keys and indexes from the top. */
export type JsonPath = readonly (string | number)[];

export type JsonPlaces = {
  /** Line of the value, or of the nearest value around it when it is missing; the first line is 1. */
  lineOf(path: JsonPath): number;
  /** Line of the first character that is not JSON; undefined when all of it is. */
  brokenAt: number | undefined;
};

/** Nested deeper than any shop file; the limit keeps rubbish from exhausting the stack. */
const MAX_DEPTH = 200;

/** Walks the text once and remembers where each value begins. Sees the same grammar as JSON.parse (RFC 8259). */
export function locateJson(text: string): JsonPlaces {
  const offsets = new Map<string, number>();
  const end = walkValue({ text, offsets }, skipSpace(text, 0), { path: '', depth: 0 });
  const rest = end.ok ? skipSpace(text, end.at) : end.at;
  const lineAt = createLineIndex(text);
  return {
    lineOf: (path) => lineAt(nearestOffset(offsets, path)),
    brokenAt: end.ok && rest === text.length ? undefined : lineAt(Math.min(rest, Math.max(0, text.length - 1))),
  };
}

type Walk = { text: string; offsets: Map<string, number> };
type Place = { path: string; depth: number };
type End = { ok: boolean; at: number };

/** JSON pointers (RFC 6901) serve as map keys, so that a key with a dot in it is not mistaken for two. */
function pointer(parent: string, part: string | number): string {
  return `${parent}/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

function nearestOffset(offsets: Map<string, number>, path: JsonPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsets.get(path.slice(0, length).reduce<string>(pointer, ''));
    if (offset !== undefined) return offset;
  }
  return offsets.get('') ?? 0;
}

function walkValue(walk: Walk, at: number, place: Place): End {
  walk.offsets.set(place.path, at);
  if (place.depth > MAX_DEPTH) return { ok: false, at };
  switch (walk.text.charAt(at)) {
    case '{':
      return walkMembers(walk, at, place);
    case '[':
      return walkItems(walk, at, place);
    case '"':
      return walkString(walk.text, at);
    default:
      return match(SCALAR, walk.text, at);
  }
}

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** By hand, because a pattern over a picture of megabytes would exhaust the stack. */
function walkString(text: string, from: number): End {
  if (text.charAt(from) !== '"') return { ok: false, at: from };
  for (let at = from + 1; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') return { ok: true, at: at + 1 };
    if (character < ' ') return { ok: false, at };
    if (character !== '\\') at += 1;
    else {
      const escaped = match(ESCAPE, text, at);
      if (!escaped.ok) return escaped;
      at = escaped.at;
    }
  }
  return { ok: false, at: text.length };
}

function match(pattern: RegExp, text: string, at: number): End {
  pattern.lastIndex = at;
  return pattern.test(text) ? { ok: true, at: pattern.lastIndex } : { ok: false, at };
}

function walkMembers(walk: Walk, from: number, { path, depth }: Place): End {
  const { text } = walk;
  let at = skipSpace(text, from + 1);
  if (text.charAt(at) === '}') return { ok: true, at: at + 1 };
  for (;;) {
    const key = walkString(text, at);
    if (!key.ok) return key;
    const colon = skipSpace(text, key.at);
    if (text.charAt(colon) !== ':') return { ok: false, at: colon };
    const name: unknown = JSON.parse(text.slice(at, key.at));
    const value = walkValue(walk, skipSpace(text, colon + 1), { path: pointer(path, String(name)), depth: depth + 1 });
    if (!value.ok) return value;
    at = skipSpace(text, value.at);
    if (text.charAt(at) === '}') return { ok: true, at: at + 1 };
    if (text.charAt(at) !== ',') return { ok: false, at };
    at = skipSpace(text, at + 1);
  }
}

function walkItems(walk: Walk, from: number, { path, depth }: Place): End {
  const { text } = walk;
  let at = skipSpace(text, from + 1);
  if (text.charAt(at) === ']') return { ok: true, at: at + 1 };
  for (let index = 0; ; index += 1) {
    const value = walkValue(walk, at, { path: pointer(path, index), depth: depth + 1 });
    if (!value.ok) return value;
    at = skipSpace(text, value.at);
    if (text.charAt(at) === ']') return { ok: true, at: at + 1 };
    if (text.charAt(at) !== ',') return { ok: false, at };
    at = skipSpace(text, at + 1);
  }
}

const SPACE = /[ \t\r\n]*/y;

function skipSpace(text: string, at: number): number {
  return match(SPACE, text, at).at;
}

/** Offset → line, by binary search over where lines begin. */
function createLineIndex(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

type Path = (string | number)[];

/** A parsed YAML text whose every value can be pointed at. Places read `file:line:column`, from 1. */
export type LocatedYaml = {
  value: unknown;
  /** Syntax errors; `value` means nothing when there are any. */
  mistakes: string[];
  has(path: Path): boolean;
  /** Place of a value, or of the nearest one around it that exists. */
  locate(path: Path): string;
  /** Place of the last step's key rather than its value. */
  locateKey(path: Path): string;
};

export function parseLocatedYaml(file: string, text: string): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const nodeAt = (path: Path) => (path.length === 0 ? document.contents : document.getIn(path, true));
  const locate = (path: Path): string => {
    const node = nodeAt(path);
    if (isNode(node)) return at(node.range?.[0] ?? 0);
    return path.length === 0 ? at(0) : locate(path.slice(0, -1));
  };
  const locateKey = (path: Path): string => {
    const parent = nodeAt(path.slice(0, -1));
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
    return isScalar(pair?.key) ? at(pair.key.range?.[0] ?? 0) : locate(path);
  };
  const mistakes = document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`);
  return {
    value: mistakes.length > 0 ? undefined : toValue(document),
    mistakes,
    has: (path) => isNode(nodeAt(path)),
    locate,
    locateKey,
  };
}

/** References that multiply beyond measure are refused by the parser; such a text has no value. */
function toValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

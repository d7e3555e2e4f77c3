/** One message of protobuf's text format: every field with all its values, in order. */
export type TextMessage = Map<string, TextValue[]>;
export type TextValue =
  | { kind: 'text'; text: string }
  | { kind: 'word'; word: string }
  | { kind: 'message'; message: TextMessage };

/**
 * A strict reader of the text format's core: scalar, repeated and message fields; fails on anything else.
 * @see protobuf.dev/reference/protobuf/textformat-spec
 */
export function parseTextProto(text: string): TextMessage {
  const tokens = [...text.matchAll(/\s+|"(?:[^"\\\n]|\\.)*"|[A-Za-z_][A-Za-z0-9_]*|-?\d+|[[\]{}:,]|./gs)]
    .map(([token]) => token)
    .filter((token) => !/^\s+$/.test(token));
  let at = 0;
  const take = (expected?: RegExp) => {
    const token = tokens[at++];
    if (token === undefined || (expected !== undefined && !expected.test(token))) {
      throw new Error(`Unexpected ${token ?? 'end'} at token ${at}`);
    }
    return token;
  };
  const value = (): TextValue => {
    if (tokens[at] === '{') {
      take();
      const inner = message(/^\}$/);
      take(/^\}$/);
      return { kind: 'message', message: inner };
    }
    const token = take(/^("|-?\d+$|[A-Za-z_])/);
    return token.startsWith('"') ? { kind: 'text', text: JSON.parse(token) } : { kind: 'word', word: token };
  };
  const list = (): TextValue[] => {
    take(/^\[$/);
    const values: TextValue[] = [];
    while (tokens[at] !== ']') {
      if (values.length > 0) take(/^,$/);
      values.push(value());
    }
    take(/^\]$/);
    return values;
  };
  const message = (end: RegExp | undefined): TextMessage => {
    const fields: TextMessage = new Map();
    while (at < tokens.length && !(end?.test(tokens[at] ?? '') ?? false)) {
      const name = take(/^[A-Za-z_]\w*$/);
      const hasColon = tokens[at] === ':';
      if (hasColon) take();
      const values = tokens[at] === '[' ? list() : [value()];
      // Only message fields may do without the colon.
      if (!hasColon && values.some(({ kind }) => kind !== 'message')) throw new Error(`${name} needs a colon`);
      fields.set(name, [...(fields.get(name) ?? []), ...values]);
      if (tokens[at] === ',') take();
    }
    return fields;
  };
  return message(undefined);
}

/**
 * What words and phrases claim, by the checker's own names: `NAME` is a claim; `NAME>` says something of the next claim,
 * `NAME>>` of the next that is no figure, `<NAME` of the last; `!` denies the next. Words under NOTHING claim nothing, and
 * words that are not listed claim themselves.
 */
export type ClaimTable = Readonly<Record<string, string>>;

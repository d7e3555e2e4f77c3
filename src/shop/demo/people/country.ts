/** Invented people and the places they live. E-mail domains are the ones reserved for examples (RFC 2606). */
export type Country = {
  country: string;
  first: readonly [string, ...string[]];
  last: readonly [string, ...string[]];
  streets: readonly [string, ...string[]];
  /** City and the beginning of its postcodes. */
  cities: readonly [readonly [string, string], ...(readonly [string, string])[]];
  /** How a postcode is finished: `9` a digit, `A` a letter. */
  postcode: string;
  /** Whether the house number stands before the street. */
  numberFirst: boolean;
  phone: string;
};

/**
 * Takes names, postal and mail addresses and phone numbers out of what people wrote, for training, exports and language
 * models; the log keeps them, because the conversation needs them. By rules: what introduces a name, titles, common
 * given names, and the forms of addresses in English, German, Dutch, French, Spanish, Italian and Chinese. It errs on
 * the side of masking, and a rare name that nothing introduces stays.
 * @returns the text with `[name]`, `[address]`, `[email]` and `[phone]` in their places
 */
export function maskPersonal(text: string): string {
  return RULES.reduce(
    (current, { pattern, mark }) => current.replace(pattern, (_, ...groups: unknown[]) => keptOf(groups) + mark),
    text.slice(0, MAX_LENGTH).replaceAll('’', "'"),
  );
}

/** Longer texts are pasted documents. */
const MAX_LENGTH = 10_000;

/** What introduces a name stays; it is the first group. */
function keptOf([before]: unknown[]): string {
  return typeof before === 'string' ? before : '';
}

const CAPITAL = "\\p{Lu}[\\p{L}'-]{1,30}";
const WORD = "\\p{L}[\\p{L}'-]{0,30}";
/** A particle or initial may stand between a given name and a family name. */
const FAMILY = `(?:\\s(?:(?:van|von|der|den|de|la|di|da|bin|al|[A-Z]\\.)\\s){0,2}${CAPITAL}){1,2}`;
/** Words that follow "I'm" or a greeting with a capital letter and are no names. */
const NO_NAME =
  '(?!(?:There|Team|All|Everyone|Everybody|Guys|Again|Sir|Madam|Support|Customer|The|A|An|I|My|Not|Still|So|Very|Just|Looking|Trying|Waiting|Sorry|Happy|Angry|Afraid|Sure|Also|Going|Having|Interested|What|Where|When|Why|How|Can|Could|Is|Are|Do|Please|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|English|British|German|French|Dutch|Spanish|Italian|American|Chinese)\\b)';
const STREET =
  'street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|close|place|pl|square|sq|boulevard|blvd|terrace|crescent|gardens|grove|mews|quay|parade|highway|hwy';

/** Words that no street is called, but that stand before "place" and "drive". */
const NO_STREET = '(?!(?:a|an|the|to|of|in|my|your|our|for|is|and|days?|return)\\b)';

/** Given names of which no form is an everyday English word. */
const GIVEN = `
  Adam Adrian Ahmed Aidan Alan Albert Alejandro Alessandro Alex Alexander Alice Alicia Alison Amanda Amelia Amy Ana Andrea
  Andreas Andrew Angela Anja Anke Ann Anna Anne Annie Anthony Antonio Anton Arthur Astrid Barbara Beatrice Ben Benjamin
  Bernd Bianca Birgit Bob Brian Camille Carla Carlos Caroline Catherine Charles Charlotte Chen Chloe Chris Christian
  Christina Christine Christopher Claire Clara Claudia Colin Craig Daniel Daniela David Deborah Denise Dennis Diana Diego
  Dieter Dmitri Dominik Donald Donna Dorothy Edward Elena Elisabeth Elizabeth Ella Ellen Emily Emma Eric Erik Eva Evelyn
  Fatima Felix Fiona Florian Francesca Francesco Frank Franziska Frederik Gabriel Gareth Gary Geoff George Giulia
  Giovanni Gregory Greta Hannah Hans Harry Heather Heike Helen Helena Henrik Henry Hugo Ian Ibrahim Ines Ingrid Irene
  Isabel Isabella Jack Jacob Jacqueline James Jamie Jan Jana Jane Janet Jason Javier Jennifer Jens Jeremy Jessica Joan
  Joanna Joel Johan Johanna John Jonas Jonathan Jorge Joseph Joshua Juan Julia Julian Julie Karen Karin Karl Katarina
  Kate Katherine Kathryn Katja Katrin Keith Kelly Kenneth Kevin Klaus Lars Laura Lauren Lena Leon Leonardo Liam Linda
  Lisa Louise Luca Lucas Lucia Lucy Luis Lukas Magdalena Manuel Marco Marcus Margaret Maria Marie Marina Mario Marion
  Martin Martina Matteo Matthew Matthias Maximilian Megan Melanie Mia Michael Michelle Miguel Mohamed Mohammed Monica
  Muhammad Nadia Natalie Natasha Nathan Neil Nicholas Nicole Nigel Nina Noah Olga Oliver Olivia Omar Oscar Pablo Pamela
  Patricia Patrick Paul Paula Peter Petra Philip Pierre Priya Rachel Rafael Ralf Raymond Rebecca Renate Ricardo Richard
  Robert Roberto Robin Roger Ronald Rosa Ruth Ryan Sabine Samantha Samuel Sandra Sara Sarah Sebastian Sergio Sharon Sheila
  Silvia Simon Sofia Sophia Sophie Stefan Stefanie Stephanie Stephen Steven Stuart Susan Susanne Sven Svetlana Tanja Teresa
  Thomas Timothy Tobias Tom Tomas Tracy Ulrike Ursula Valentina Vanessa Vera Veronica Victor Victoria Vincent Vladimir
  Walter Wendy Wei William Wolfgang Xavier Yasmin Yolanda Yusuf Yvonne Zoe`
  .trim()
  .split(/\s+/)
  .join('|');

type Rule = { pattern: RegExp; mark: string };

/** In this order: an address is found before a number in it could be taken for a phone's, or its street for a name. */
const RULES: readonly Rule[] = [
  { mark: '[email]', pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu },
  {
    mark: '[address]',
    pattern: new RegExp(`\\b\\d{1,5}[a-z]?,?\\s(?:${NO_STREET}${WORD}\\s){1,4}(?:${STREET})\\b\\.?`, 'giu'),
  },
  {
    mark: '[address]',
    pattern: /\p{L}{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|straat|laan|gracht|plein)\s\d{1,4}[a-z]?\b/giu,
  },
  {
    mark: '[address]',
    pattern:
      /\b(?:\d{1,4},?\s)?(?:rue|calle|avenida|via|viale|piazza|place)\s(?:(?:de|du|des|la|del|della|di)\s){0,2}\p{Lu}\p{L}{1,30}(?:,?\s\d{1,4})?/gu,
  },
  { mark: '[address]', pattern: /\b(?:p\.?\s?o\.?\s?box|flat|apartment|apt\.?|unit)\s\d{1,5}[a-z]?\b/giu },
  { mark: '[address]', pattern: /\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b/giu },
  { mark: '[address]', pattern: /\b\d{4}\s?[A-Z]{2}\s\p{Lu}\p{L}{2,30}\b/gu },
  { mark: '[address]', pattern: /\b\d{5}\s\p{Lu}\p{L}{2,30}\b/gu },
  { mark: '[address]', pattern: /\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b/gu },
  {
    mark: '[address]',
    pattern: /\p{Script=Han}{2,12}[路街道巷]\s?\d{1,5}\s?号?/gu,
  },
  { mark: '[phone]', pattern: /\+\d(?:[ ().-]{0,2}\d){6,14}|\b0\d(?:[ ().-]{0,2}\d){7,12}/gu },
  {
    mark: '[name]',
    pattern: new RegExp(
      `((?:\\bmy (?:full )?name is|\\bname'?s|\\bi am called|\\bi'm called|\\bname\\s?:|姓名[:：]?)\\s{0,2})${WORD}(?:\\s(?!(?:and|but|i|with|on|for)\\b)${WORD})?`,
      'giu',
    ),
  },
  { mark: '[name]', pattern: /(我叫|我的名字[是叫])\p{Script=Han}{2,4}/gu },
  {
    mark: '[name]',
    pattern: new RegExp(`(\\b(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|Mme)\\.?\\s)${CAPITAL}(?:${FAMILY})?`, 'gu'),
  },
  {
    mark: '[name]',
    pattern: new RegExp(`((?:^|[.!?\\n]\\s?)(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear)\\s)${NO_NAME}${CAPITAL}`, 'gu'),
  },
  {
    mark: '[name]',
    pattern: new RegExp(`(\\b(?:[Tt]his is|[Ii]'m|[Ii] am|[Ii]t's)\\s)${NO_NAME}${CAPITAL}(?:${FAMILY})?`, 'gu'),
  },
  {
    mark: '[name]',
    pattern: new RegExp(
      `(\\b(?:[Rr]egards|[Ss]incerely|[Cc]heers|[Tt]hanks|[Tt]hank you),?\\s)${NO_NAME}${CAPITAL}(?:${FAMILY})?(?=\\s*$)`,
      'gu',
    ),
  },
  { mark: '[name]', pattern: new RegExp(`\\b(?:${GIVEN})(?:${FAMILY})?\\b`, 'gu') },
];

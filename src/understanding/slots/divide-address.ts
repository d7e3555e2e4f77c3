import { countryCode } from './country-code.js';

/**
 * An address that was written in one go, cut where commas would stand: "5 Leopoldstr 80802 München" before the postcode,
 * "221b Baker Street London NW1 6XE" behind the kind of street. What cannot be cut for sure stays in one piece.
 * @param postcodes found in the text
 */
export function divideAddress(text: string, postcodes: readonly string[]): string[] {
  if (text.length > LONGEST) return [text];
  for (const code of postcodes) {
    const found = placeOf(code, text);
    if (found === undefined) continue;
    const street = text.slice(0, found.from).trim();
    const behind = text.slice(found.to).replace(POLITE, '').trim();
    if (!/\d/.test(street) || !/\p{L}/u.test(street)) continue;
    const [city, country] = withoutCountry(behind);
    if (/\p{L}/u.test(city)) return [street, `${code} ${city}`, ...country];
    const [line = '', place = ''] = behindStreet(street);
    if (place !== '') return [line, ...cityAndRegion(place), code, ...country];
  }
  return [text];
}

/** Of an address with what stands before it, in characters. */
const LONGEST = 240;

const POLITE = /[\s.!]*(?:\b(?:please|thanks|thank you|pls|bitte|danke)\b[\s.!]*)*$/iu;

function placeOf(code: string, text: string): { from: number; to: number } | undefined {
  const letters = [...code.replace(/[\s-]/g, '')].map((letter) => `${letter}[\\s-]?`).join('');
  const found = new RegExp(`(?<![\\p{L}\\d])${letters}(?![\\p{L}\\d])`, 'iu').exec(text);
  return found === null ? undefined : { from: found.index, to: found.index + found[0].length };
}

/** "Berlin Germany": a country's name is one or two words, and stands behind a city. */
function withoutCountry(behind: string): [city: string, country: string[]] {
  const words = behind.split(/\s+/u).filter((word) => word !== '');
  for (const count of [2, 1]) {
    const named = words.slice(-count).join(' ');
    if (words.length >= count && named.length > 2 && countryCode(named) !== undefined) {
      return [words.slice(0, -count).join(' '), [named]];
    }
  }
  return [behind, []];
}

const KIND_OF_STREET =
  /^(.*\d.*?\b(?:street|str|st|road|rd|avenue|ave|lane|ln|drive|dr|terrace|way|close|court|ct|place|pl|square|sq|boulevard|blvd|crescent|gardens|grove|hill|row|quay|mews|parade|highway|hwy)\b\.?)\s+(.+)$/iu;

function behindStreet(text: string): [line: string, place: string] | [] {
  const [, line, place] = KIND_OF_STREET.exec(text) ?? [];
  return line === undefined || place === undefined || /\d/.test(place) ? [] : [line, place];
}

/** "Springfield IL". */
function cityAndRegion(place: string): string[] {
  const [, city, region] = /^(.+?)\s+([A-Z]{2})$/u.exec(place) ?? [];
  return city === undefined || region === undefined ? [place] : [city, region];
}

import { phraseAt } from './claim-words.js';
import { type Figure, figureAt } from './figures.js';

/**
 * What a sentence claims, in its order. `said`: listed claims in capitals, other words and numbers as they are. `figures`: the
 * rest by kind. What is said of a claim stands before it (`!SHIPPED`, `can.return`, `by.12-1`). `isListed`: nothing was said
 * but listed claims.
 */
export type Claims = {
  said: readonly string[];
  figures: Readonly<Record<FigureKind, readonly string[]>>;
  isListed: boolean;
};

export type FigureKind = Exclude<Figure['kind'], 'number'>;

/** @param sentence as `readable-text.ts` gives it */
export function readClaims(sentence: string): Claims {
  const text = sentence.toLowerCase().replaceAll('’', "'");
  const reading = new Reading();
  let place = 0;
  while (place < text.length) place += reading.take(text, place);
  return reading.claims();
}

export function claimsNothing({ said, figures }: Claims): boolean {
  return said.length === 0 && Object.values(figures).every((items) => items.length === 0);
}

const WORD = /[a-zà-ſ]+(?:['-][a-zà-ſ]+)*/uy;
const CHARACTER = /[\p{L}\p{N}\p{Sc}&@#$%+×°]/u;
/** Who did it goes without saying: the shop. */
const OURS =
  /^we\.(?=(?:!)?(?:REFUND|REFUNDED|PREPARING|PACKED|SHIPPED|CANCELLED|IN_STOCK|RETURN|EXCHANGE|OPEN|LEFT)$)/u;

class Reading {
  private readonly said: string[] = [];
  private readonly figures: Record<FigureKind, string[]> = {
    link: [],
    money: [],
    percent: [],
    date: [],
    weekday: [],
    id: [],
  };
  private isListed = true;
  /** What was said of the next claim of any kind, and of the next that is no figure. */
  private ofNext = '';
  private ofWords = '';
  private last: { list: string[]; place: number } | undefined;

  /** Reads what begins at `place`; answers how long it is. A phrase beats a figure where it is longer. */
  take(text: string, place: number): number {
    const found = figureAt(text, place);
    const phrase = phraseAt(text, place);
    if (phrase !== undefined && phrase.length >= (found?.length ?? 0)) {
      for (const claim of phrase.claims) this.takeClaim(claim);
      return phrase.length;
    }
    if (found !== undefined) {
      this.takeFigure(found.figure);
      return found.length;
    }
    return this.takeWord(text, place);
  }

  claims(): Claims {
    // What is said of nothing that follows (a denial at the end, above all) is a claim of its own.
    const rest = `${this.ofWords}${this.ofNext}`;
    return { said: rest === '' ? this.said : [...this.said, rest], figures: this.figures, isListed: this.isListed };
  }

  private takeClaim(claim: string): void {
    if (claim === '!') this.ofNext += '!';
    else if (claim.endsWith('>>')) this.ofWords += `${claim.slice(0, -2).toLowerCase()}.`;
    else if (claim.endsWith('>')) this.ofNext += `${claim.slice(0, -1).toLowerCase()}.`;
    else if (claim.startsWith('<')) this.sayOfLast(`${claim.slice(1).toLowerCase()}.`);
    else this.put(this.said, this.withWords(claim).replace(OURS, ''));
  }

  private takeFigure({ kind, value }: Figure): void {
    // A day of the week stands beside its date, and what is said of it is said of the date.
    if (kind === 'weekday') this.figures.weekday.push(value);
    else if (kind === 'number') {
      this.ofNext = this.ofNext.replace('only.', '');
      this.putWord(value);
    } else {
      this.put(this.figures[kind], `${this.ofNext}${value}`);
      this.ofNext = '';
    }
  }

  private takeWord(text: string, place: number): number {
    WORD.lastIndex = place;
    const [word] = WORD.exec(text) ?? [];
    const character = text[place] ?? '';
    if (word !== undefined) this.putWord(withoutEnding(word));
    else if (CHARACTER.test(character)) this.putWord(character);
    return word?.length ?? 1;
  }

  private putWord(word: string): void {
    this.isListed = false;
    this.put(this.said, this.withWords(word));
  }

  private withWords(claim: string): string {
    const whole = `${this.ofWords}${this.ofNext}${claim}`;
    this.ofWords = '';
    this.ofNext = '';
    return whole;
  }

  private put(list: string[], claim: string): void {
    list.push(claim);
    this.last = { list, place: list.length - 1 };
  }

  private sayOfLast(words: string): void {
    if (this.last === undefined) this.ofNext += words;
    else this.last.list[this.last.place] = `${words}${this.last.list[this.last.place]}`;
  }
}

/** Neither the plural nor the possessive makes another thing of it. */
function withoutEnding(word: string): string {
  return word.replace(/'s$/u, '').replace(/(?<=[a-z]{2}[^su])s$/u, '');
}

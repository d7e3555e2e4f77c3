import { isCovered, isSupported, namesSubject } from './compare-claims.js';
import { isCourtesy } from './courtesies.js';
import type { Fact } from './fact.js';
import { type Claims, claimsNothing, readClaims } from './read-claims.js';
import { readableText } from './readable-text.js';
import { splitClauses, splitSaid } from './split-said.js';

/** A sentence that may be said, with the facts that it says; a courtesy says none. */
export type Grounded = { text: string; facts: readonly string[] };

export type Grounding = { said: Grounded[]; dropped: number };

/** Longer texts, and longer sentences of them, are not looked at; in characters. */
const LONGEST = { text: 4_000, sentence: 600 };

/**
 * Keeps the sentences of a text that say facts and nothing else. Each must say one fact, alone or together with those right
 * behind it, and all of it: half a fact can be a lie ("on its way" without "but late"). A sentence of several parts may say
 * a fact in each. What the text says about its own sources counts for nothing.
 */
export function groundText(text: string, facts: readonly Fact[]): Grounding {
  const readable = text.length > LONGEST.text ? undefined : readableText(text);
  if (readable === undefined) return { said: [], dropped: 1 };
  const walk = new Walk(facts.map(knownFrom));
  for (const sentence of splitSaid(readable)) walk.take(sentence);
  return walk.end();
}

/** `leansOn`: the fact before, where only that tells what is meant. */
type Known = { id: string; claims: Claims; leansOn: string | undefined };
type Run = { fact: Known; sentences: string[]; claims: Claims[] };

const LEANS = /^(?:it|its|they|their|these|those|this|that|such|both|he|she|however|but)\b|^[它这那此其该但]/iu;

function knownFrom({ id, text }: Fact, index: number, facts: readonly Fact[]): Known {
  return { id, claims: readClaims(text), leansOn: LEANS.test(text) ? facts[index - 1]?.id : undefined };
}

/** Goes through the sentences in their order; a run is those, one behind the other, that say one fact together. */
class Walk {
  private readonly said: Grounded[] = [];
  private dropped = 0;
  private open: Known[];
  private run: Run | undefined;

  constructor(facts: Known[]) {
    this.open = facts;
  }

  take(sentence: string): void {
    if (isCourtesy(sentence)) {
      this.closeRun();
      this.say(sentence, []);
      return;
    }
    if (!this.saysFacts(sentence)) this.dropped += 1;
  }

  end(): Grounding {
    this.closeRun();
    return { said: this.said, dropped: this.dropped };
  }

  private saysFacts(sentence: string): boolean {
    if (sentence.length > LONGEST.sentence || /[?？]$/u.test(sentence)) return false;
    const claims = readClaims(sentence);
    if (claimsNothing(claims)) return false;
    return this.goesOn(sentence, claims) || this.begins(sentence, claims) || this.saysSeveral(sentence);
  }

  private goesOn(sentence: string, claims: Claims): boolean {
    if (this.run === undefined || !isSupported(claims, this.run.fact.claims)) return false;
    this.run.sentences.push(sentence);
    this.run.claims.push(claims);
    this.closeWhenCovered();
    return true;
  }

  private begins(sentence: string, claims: Claims): boolean {
    const fitting = this.open.filter((known) => mayBegin(known, claims) && this.isClear(known));
    const fact = fitting.find((known) => isCovered(known.claims, [claims])) ?? fitting[0];
    if (fact === undefined) return false;
    this.closeRun();
    this.run = { fact, sentences: [sentence], claims: [claims] };
    this.closeWhenCovered();
    return true;
  }

  /** Parts, one behind the other, of which each says a fact whole. */
  private saysSeveral(sentence: string): boolean {
    const facts: Known[] = [];
    let begun = '';
    for (const part of splitClauses(sentence)) {
      begun = begun === '' ? part : `${begun}, ${part}`;
      const claims = readClaims(begun);
      const fact = this.open.find(
        (known) =>
          !facts.includes(known) &&
          mayBegin(known, claims) &&
          isCovered(known.claims, [claims]) &&
          this.isClear(known, facts.at(-1)),
      );
      if (fact === undefined) continue;
      facts.push(fact);
      begun = '';
    }
    if (begun !== '' || facts.length === 0) return false;
    this.closeRun();
    this.say(sentence, facts);
    return true;
  }

  /** Whether what a fact leans on was said right before. */
  private isClear({ leansOn }: Known, before?: Known): boolean {
    return leansOn === undefined || leansOn === (before?.id ?? this.said.at(-1)?.facts.at(-1));
  }

  private closeWhenCovered(): void {
    if (this.run !== undefined && isCovered(this.run.fact.claims, this.run.claims)) this.closeRun();
  }

  private closeRun(): void {
    const { run } = this;
    this.run = undefined;
    if (run === undefined) return;
    if (isCovered(run.fact.claims, run.claims)) this.say(run.sentences.join(' '), [run.fact]);
    else this.dropped += run.sentences.length;
  }

  private say(text: string, facts: Known[]): void {
    this.open = this.open.filter((fact) => !facts.includes(fact));
    this.said.push({ text, facts: facts.map(({ id }) => id) });
  }
}

function mayBegin({ claims: fact }: Known, claims: Claims): boolean {
  return isSupported(claims, fact) && namesSubject(claims, fact);
}

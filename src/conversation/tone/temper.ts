import type { Sentiment } from '../../understanding/sentiment.js';

/** How a customer sounds over the last turns. */
export type Tone = 'calm' | 'upset' | 'angry';

export type Temper = {
  tone: Tone;
  /** What is left of the annoyance of the last messages; 0 when all is well. */
  heat: number;
};

export const CALM: Temper = { tone: 'calm', heat: 0 };

/** What one message shows; a model that has learned no sentiment tells of insults alone. */
export type Mood = { sentiment: Sentiment | undefined; isInsult: boolean };

/** Less than this is how anybody sounds whose parcel is late. */
const UNREMARKABLE = 0.4;
/** What is left of the heat a message later. */
const KEPT = 0.6;
const HOTTEST = 2;
const INSULT = 0.9;
/** It takes more to get into a tone than to stay in it, so that it does not change with every message. */
const BEGINS = { upset: 0.5, angry: 1.2 };
const ENDS = { upset: 0.3, angry: 0.8 };

/**
 * The temper after one more message: two heated ones in a row, or an insult, make an angry customer; one makes an upset
 * one, and calm ones let either cool down.
 */
export function temperAfter({ tone, heat }: Temper, mood: Mood): Temper {
  const next = Math.min(HOTTEST, heat * KEPT + annoyanceIn(mood));
  return { tone: toneAt(next, tone), heat: next };
}

/** 0 for most messages, up to 1; more with an insult. */
export function annoyanceIn({ sentiment, isInsult }: Mood): number {
  const shown = Math.max(0, ((sentiment?.frustration ?? 0) - UNREMARKABLE) / (1 - UNREMARKABLE));
  return shown * negativity(sentiment) + (isInsult ? INSULT : 0);
}

/** "Still no answer, but thank you" is annoyed and friendly. */
function negativity(sentiment: Sentiment | undefined): number {
  return 1 - (sentiment?.positive ?? 0);
}

function toneAt(heat: number, before: Tone): Tone {
  if (heat >= (before === 'angry' ? ENDS.angry : BEGINS.angry)) return 'angry';
  return heat >= (before === 'calm' ? BEGINS.upset : ENDS.upset) ? 'upset' : 'calm';
}

/**
 * What the surface of a message says of its writer's mood, each 0..1. English words only; punctuation and capitals
 * count in any language.
 */
export type SentimentCues = {
  /** Words of praise or joy, and words of thanks. */
  positive: number;
  thanks: number;
  /** Words of displeasure or harm, and those of anger: swearing, insults, accusations. */
  negative: number;
  anger: number;
  /** "not happy" and "not bad". */
  deniedPositive: number;
  deniedNegative: number;
  /** Something that happens once more or has not happened yet: still, again, third time. */
  repetition: number;
  /** What a shop fears: lawyer, ombudsman, chargeback, never again. */
  threat: number;
  exclamation: number;
  /** Two or more marks in a row: ??, !?, ... */
  repeatedMarks: number;
  question: number;
  shouting: number;
  /** Sentences that open as a question or a request does. */
  request: number;
  /** Words that speak to or of the shop: you, your. */
  address: number;
};

export const CUE_NAMES = [
  'positive',
  'thanks',
  'negative',
  'anger',
  'deniedPositive',
  'deniedNegative',
  'repetition',
  'threat',
  'exclamation',
  'repeatedMarks',
  'question',
  'shouting',
  'request',
  'address',
] as const satisfies (keyof SentimentCues)[];

/** More of a cue say no more. */
const ENOUGH = 3;
/** Longer texts are pasted documents. */
const MAX_LENGTH = 2_000;
/** How many words before a word can deny it. */
const DENIAL_REACH = 3;

/** Counts words and marks; looks at each character a bounded number of times. */
export function readSentimentCues(text: string): SentimentCues {
  const plain = text.slice(0, MAX_LENGTH).normalize('NFKC').replaceAll('’', "'");
  const tokens = plain.match(/\p{L}[\p{L}']*/gu) ?? [];
  const words = tokens.map((token) => token.toLowerCase());
  const isDenied = (at: number) => words.slice(Math.max(0, at - DENIAL_REACH), at).some((word) => DENIAL.test(word));
  const free = words.map((word, at) => (isDenied(at) ? '' : word));
  const denied = words.map((word, at) => (isDenied(at) ? word : ''));
  const sentence = words.join(' ');
  return {
    positive: share(count(free, POSITIVE) + marks(plain, CHEERFUL)),
    thanks: share(count(words, THANKS)),
    negative: share(count(free, NEGATIVE)),
    anger: share(count(words, ANGER)),
    deniedPositive: share(count(denied, POSITIVE)),
    deniedNegative: share(count(denied, NEGATIVE)),
    repetition: share(marks(sentence, REPETITION)),
    threat: share(marks(sentence, THREAT)),
    exclamation: share(marks(plain, /!/g)),
    repeatedMarks: share(marks(plain, /[!?]{2,}|\.{3,}/g)),
    question: share(marks(plain, /\?/g)),
    shouting: share(tokens.filter(isShouted).length),
    request: share(marks(plain, REQUEST)),
    address: share(count(words, ADDRESS)),
  };
}

const DENIAL =
  /^(?:not|no|never|nothing|none|nor|hardly|barely|without|cannot|cant|dont|didnt|isnt|wasnt|wont|\p{L}+n't)$/u;

const POSITIVE = anyOf(`
  good great nice lovely love loves loved loving like likes liked well best better perfect perfectly excellent amazing
  awesome wonderful fantastic brilliant superb fabulous terrific outstanding impressive impressed happy happier happily
  glad pleased delighted satisfied thrilled grateful kind friendly helpful quick quickly fast smooth smoothly easy
  beautiful gorgeous pretty comfy comfortable recommend enjoy enjoyed enjoying joy fun yay wow hooray cool sweet
  charming generous professional polite patient reliable sturdy cosy warm soft delicious adore adores worth praise
  compliment compliments bravo kudos congratulations star stars lifesaver relief relieved surprised excited smile
  works fits solved sorted fab top spot treat dream`);
const CHEERFUL = /[😀-😇😉-😎😍😘🙂🤗🤩🥰👍👏🙌❤💕💖🎉⭐🌟💯]/gu;
const THANKS = anyOf('thank thanks thankyou thx ty cheers appreciate appreciated appreciation merci grateful');
const NEGATIVE = anyOf(`
  bad worse worst poor poorly terrible horrible awful dreadful nasty ugly cheap disappointed disappointing
  disappointment disappoints unhappy sad sadly upset unfortunately shame pity sorry worried worry afraid scared hate
  hated hates annoyed annoying annoys frustrated frustrating frustration angry furious mad fed tired sick disgusted
  disgusting problem problems trouble issue complaint complaints complain fault faulty broken broke damaged defective
  wrong missing lost late delay delayed delays fail fails failed failing crash crashed useless rubbish waste wasted
  mess mistake misleading unfair ignored ignore ignoring regret letdown lousy painful hurt hurts nightmare
  hassle struggle struggling cry crying tears cold rude slow unprofessional unreliable overpriced confusing confused
  concern concerned impatient bother bothered hopeless dissatisfied mediocre meh ugh gutted`);
const ANGER = anyOf(`
  ridiculous unacceptable outrageous pathetic disgrace disgraceful disgusting disgusted shameful ashamed appalling
  shocking joke scam scammers fraud thieves thief robbery steal stole stealing cheat cheated liar liars lie lied lying
  rip ripoff idiot idiots stupid dumb incompetent incompetence useless garbage crap shit bullshit damn bloody hell fuck
  fucking wtf ffs omg arse bollocks furious livid fuming absurd insane insulting insult unbelievable seriously
  nonsense farce shambles clowns worst worthless disaster enough`);
const REPETITION =
  /\b(?:again|still|yet|another|twice|(?:second|third|fourth|fifth|sixth|umpteenth|every) (?:single )?time|times|keep|keeps|once more|how long|how many|for (?:days|weeks|months|ages|hours)|weeks|months|ages|waiting|nobody|no one|nothing happens|chasing)\b/g;
const THREAT =
  /\b(?:lawyer|solicitor|attorney|sue|court|legal action|ombudsman|consumer (?:protection|rights)|trading standards|police|chargeback|my bank|report you|never (?:ever )?(?:again|order|buy|shop)|last time|lost a customer|somewhere else|elsewhere|competitor|amazon|review|reviews|trustpilot|warn|warning|complaint|manager|supervisor|close my account|cancel my account|delete my account)\b/g;
const REQUEST =
  /(?:^|[.!?,]\s{1,2})(?:(?:hi|hello|and|so|thanks),? )?(?:how|what|what's|where|when|which|who|is|are|do|does|can|could|would|will|please|i'd like|i need)\b/gi;
const ADDRESS = anyOf("you your you're you've u ur yours you'd you'll");

function anyOf(list: string): RegExp {
  return new RegExp(`^(?:${list.trim().split(/\s+/).join('|')})$`, 'u');
}

function count(list: string[], pattern: RegExp): number {
  return list.filter((word) => pattern.test(word)).length;
}

function marks(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Four letters and more: VAT, GDPR and sizes are not shouted. */
function isShouted(token: string): boolean {
  return token.length >= 4 && token === token.toUpperCase() && token !== token.toLowerCase();
}

function share(occurrences: number): number {
  return Math.min(occurrences, ENOUGH) / ENOUGH;
}

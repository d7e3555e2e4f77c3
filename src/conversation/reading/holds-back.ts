/** "Okay wait", "yes, but not yet", "yes, to another one instead": a yes that is held back in the same breath is none. */
export function holdsBack(text: string): boolean {
  return BRAKE.test(text);
}

const BRAKE =
  /\b(wait|ho+ld (on|it|up)|hang on|not (yet|now|so fast)|(one|a|just a) (sec|second|moment|minute|min)|stop|but|unless|except|don['’]?t|do not|instead|rather|no(?! (problem|worries|prob|rush)))\b|等|先|但|不过|不要|别|改成|改为|换成/iu;

/** Where a model and a shop's intents have nothing of each other. */
export type ModelFit = {
  /** Labels that are no intent: nothing answers a message that is read as one. */
  strange: string[];
  /** Intents that are no label: no message is read as one. */
  untaught: string[];
};

export function modelFit(labels: readonly string[], intents: readonly string[]): ModelFit {
  return {
    strange: labels.filter((label) => !intents.includes(label)),
    untaught: intents.filter((intent) => !labels.includes(intent)),
  };
}

/** What does not fit and what to do about it, a line each; none where all does. */
export function describeFit(name: string, { strange, untaught }: ModelFit): string[] {
  return [
    strange.length === 0
      ? []
      : [
          `${name} knows ${strange.join(', ')}, for which there is no intent: a message read so counts as not understood. Add the intents, or train a model without these: npm run train`,
        ],
    untaught.length === 0
      ? []
      : [
          `${name} was not taught ${untaught.join(', ')}: no message is read so. Train a model with these: npm run train`,
        ],
  ].flat();
}

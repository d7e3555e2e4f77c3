/** Verbs that leave a job, and what customers call each: "cancel the return" cancels no order. */
const LEAVES = String.raw`\b(?:cancel|stop|forget|drop|abort|undo|scrap|call off|not do) (?:(?:about )?(?:the|this|that|my) )?`;
const CALLED: Record<string, string> = {
  'return-items': 'return',
  'exchange-items': 'exchange',
  'cancel-order': 'cancellation',
  'change-address': '(?:address )?change',
  'change-own-address': '(?:address )?change',
  'change-items': 'change',
  'change-payment': '(?:payment )?change',
};
const PATTERNS = new Map(
  Object.entries(CALLED).map(([flow, called]) => [flow, new RegExp(String.raw`${LEAVES}${called}(?!\w)`, 'iu')]),
);
const IN_CHINESE: Record<string, RegExp> = {
  'return-items': /不退了|(?:取消|撤销|不要|不想)退货/u,
  'exchange-items': /不换了|(?:取消|撤销|不要|不想)换货/u,
  'cancel-order': /不取消了|(?:别|不要|不用)取消/u,
};

/** Whether a text calls off the job that is under way, in a sentence that is short enough to say no more. */
export function callsOff(text: string, flow: string): boolean {
  if (text.length > 80) return false;
  return PATTERNS.get(flow)?.test(text) === true || IN_CHINESE[flow]?.test(text) === true;
}

import { describe, expect, it } from 'vitest';
import { loadIntents } from '../../../src/conversation/load-intents.js';
import { haveSamePage, onSamePage } from '../../../src/conversation/reading/on-same-page.js';
import { aConversation, anUnderstanding } from '../../support/a-turn.js';

const { intents } = await loadIntents('intents');

function likeliest(ranking: [string, number][]) {
  return onSamePage({
    conversation: aConversation({}),
    message: { seq: 2, text: '寄去希腊得等多少天', choice: undefined },
    understanding: {
      ...anUnderstanding({ kind: 'unsure' }),
      ranking: ranking.map(([intent, probability]) => ({ intent, probability })),
    },
    intents,
  })?.intent;
}

function pair(first: string, second: string) {
  const [one, other] = [intents.get(first), intents.get(second)];
  return one !== undefined && other !== undefined && haveSamePage(one, other);
}

describe('what cannot be told apart, and need not be', () => {
  it('is served where one page answers it all', () => {
    expect(
      likeliest([
        ['delivery_time', 0.35],
        ['out_of_scope', 0.2],
        ['delivery_cost', 0.12],
      ]),
    ).toBe('delivery_time');
  });

  it.each<[string, [string, number][]]>([
    [
      'too little of it is of that page',
      [
        ['delivery_time', 0.3],
        ['discounts', 0.25],
      ],
    ],
    [
      'the likeliest is done and not looked up',
      [
        ['return_item', 0.4],
        ['return_policy', 0.3],
      ],
    ],
    ['nothing is known of it', []],
  ])('is not where %s', (_, ranking) => {
    expect(likeliest(ranking)).toBeUndefined();
  });

  it('is not asked about either', () => {
    expect(pair('account_login', 'update_account')).toBe(true);
    expect(pair('return_policy', 'return_item')).toBe(false);
    expect(pair('delivery_cost', 'delivered_not_received')).toBe(false);
  });
});

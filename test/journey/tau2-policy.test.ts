import { beforeAll, describe, expect, it } from 'vitest';
import { playTau2, type Tau2Result } from '../support/play-tau2.js';
import { missing, noShared } from '../support/require-parts.js';
import { tau2Stories } from '../support/tau2-stories.js';

const isMissing = missing(noShared('data/tau2-retail/db.json'));

describe.skipIf(isMissing)('scripted customers of tau2-retail leave the database as its policy.md says', () => {
  let result: Tau2Result;
  beforeAll(async () => {
    result = await playTau2();
  }, 120_000);

  const stories = isMissing ? [] : tau2Stories();
  it.each(stories.map(({ kind, manner, about }, at) => [kind, manner, about, at] as const))(
    '%s, %s: %s',
    (_kind, _manner, _about, at) => {
      const played = result.played[at];
      expect(played?.wrong, played?.said.join('\n')).toEqual([]);
    },
  );

  it('each kind of write is done for some and denied to others', () => {
    const agreed = result.played.filter(({ story }) => story.agreed.length > 0);
    const done = new Set(agreed.filter(({ allowed }) => allowed > 0).map(({ story }) => story.kind));
    expect(done.size).toBe(7);
    expect(agreed.some(({ story, allowed }) => allowed < story.agreed.length)).toBe(true);
  });

  it('nothing else in the shop has changed', () => {
    expect(result.wrongElsewhere).toEqual([]);
  });
});

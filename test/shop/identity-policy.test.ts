import { describe, expect, it } from 'vitest';
import { actionNameSchema } from '../../src/conversation/flow/flow.js';
import { JOBS } from '../../src/conversation/replies/jobs.js';
import { isIdentifiedOperation, levelOfProof, neededLevel } from '../../src/shop/identity-policy.js';
import { proofSchema, shopSchema } from '../../src/shop/shop.js';
import { aShop } from '../support/a-turn.js';

describe('the levels that a shop asks for', () => {
  it('are named for every action, and for every job that shows something of a customer’s', () => {
    const jobs = Object.entries<{ needs: readonly string[] }>(JOBS).filter(([, { needs }]) =>
      needs.includes('customer'),
    );
    const operations = [...actionNameSchema.options, ...jobs.map(([name]) => name)];
    expect(jobs.length).toBeGreaterThan(0);
    for (const operation of operations) expect(isIdentifiedOperation(operation), operation).toBe(true);
  });

  it('are verified for whatever changes something, unless the shop says otherwise', () => {
    const levels = new Map(actionNameSchema.options.map((action) => [action, neededLevel(action, {})]));
    const open = [...levels].filter(([, level]) => level !== 'verified').map(([action]) => action);
    // Whoever waits for stock or wants the newsletter gives an address of their own, and nothing of the shop's changes.
    expect(open).toEqual(['watch-stock', 'withdraw-watch', 'subscribe', 'unsubscribe']);
    const { policy } = aShop({ identity: { 'change-address': 'claimed', 'track-order': 'verified' } });
    expect(neededLevel('change-address', policy)).toBe('claimed');
    expect(neededLevel('track-order', policy)).toBe('verified');
    expect(neededLevel('cancel-order', policy)).toBe('verified');
  });

  it('cannot be nobody, nor be asked for what there is not', () => {
    const shopWith = (identity: object) => ({ ...aShop(), policy: { ...aShop().policy, identity } });
    expect(shopSchema.safeParse(shopWith({ 'cancel-order': 'anonymous' })).success).toBe(false);
    expect(shopSchema.safeParse(shopWith({ 'cancel-everything': 'claimed' })).success).toBe(false);
    expect(shopSchema.safeParse(shopWith({ 'cancel-order': 'claimed' })).success).toBe(true);
  });

  it('are reached by every proof, or only claimed where the shop says so; a code and a sign-in always verify', () => {
    for (const proof of proofSchema.options) expect(levelOfProof(proof, {})).toBe('verified');
    const claimedBy = proofSchema.options;
    const verifying = proofSchema.options.filter((proof) => levelOfProof(proof, { claimedBy }) === 'verified');
    expect(verifying).toEqual(['email-code', 'signed-in']);
  });
});

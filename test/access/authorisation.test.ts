import { describe, expect, it } from 'vitest';
import { AUTHORISATION, type Identity, isAllowed, type Operation } from '../../src/access/authorisation.js';

const operations = Object.keys(AUTHORISATION).filter((name): name is Operation => name in AUTHORISATION);
const nobody: Identity = { kind: 'nobody' };
const visitor: Identity = { kind: 'visitor', visitorId: 'v' };
const agent: Identity = { kind: 'agent', agentId: 'a', name: 'A', role: 'agent' };
const lead: Identity = { kind: 'agent', agentId: 'l', name: 'L', role: 'lead' };
const admin: Identity = { kind: 'agent', agentId: 'b', name: 'B', role: 'admin' };

describe('the authorisation table', () => {
  it.each(operations)('%s lets in exactly whom its row says', (operation) => {
    const allowed = [nobody, visitor, agent, lead, admin].map((who) => isAllowed(operation, who));
    const expected = {
      anyone: [true, true, true, true, true],
      visitor: [false, true, false, false, false],
      agent: [false, false, true, true, true],
      lead: [false, false, false, true, true],
      admin: [false, false, false, false, true],
    };
    expect(allowed).toEqual(expected[AUTHORISATION[operation]]);
  });

  it('keeps visitors and nobody out of everything an agent does', () => {
    const console = operations.filter((operation) => operation.startsWith('console:'));
    expect(console.length).toBeGreaterThan(5);
    expect(console.some((operation) => isAllowed(operation, visitor) || isAllowed(operation, nobody))).toBe(false);
  });
});

/**
 * The one table of who may do what. Every HTTP route and every socket event has a row; guards take their name from
 * here, so that one without a row does not compile, and a test holds the mounted routes against the table.
 */
export const AUTHORISATION = {
  // What a browser needs before it is anyone.
  'GET /health': 'anyone',
  'GET /ready': 'anyone',
  'GET /widget.js': 'anyone',
  'POST /chat/visitor': 'anyone',
  // Its link is signed for one order, and ends.
  'GET /chat/invoice/:token': 'anyone',
  // Its link is signed for one address and was mailed there.
  'GET /chat/newsletter/:token': 'anyone',
  'POST /chat/newsletter/:token': 'anyone',

  // The shop's own pages.
  'GET /': 'anyone',
  'GET /c/:category': 'anyone',
  'GET /p/:productId': 'anyone',
  'GET /cart': 'anyone',
  'GET /account': 'anyone',
  'POST /account/sign-in': 'anyone',
  'POST /account/sign-out': 'anyone',
  'GET /policies': 'anyone',
  'GET /policies/:id': 'anyone',
  'GET /pictures/product/:productId/:variantId.svg': 'anyone',
  'GET /storefront/:file': 'anyone',

  // A visitor, in their own conversations only: another's answers as if it did not exist.
  'chat:open': 'visitor',
  'chat:say': 'visitor',
  'chat:read': 'visitor',

  // Agents.
  'GET /console': 'anyone',
  'GET /console/page/:file': 'anyone',
  'POST /console/sign-in': 'anyone',
  'POST /console/sign-out': 'anyone',
  'GET /console/me': 'agent',
  'GET /console/models': 'admin',
  'POST /console/models/use': 'admin',
  'POST /console/models/rollback': 'admin',
  'GET /console/jobs/dead': 'lead',
  'GET /console/jobs/:kind/:key': 'lead',
  'POST /console/jobs/replay': 'admin',
  'GET /console/newsletter': 'admin',
  'console:list': 'agent',
  'console:open': 'agent',
  'console:read': 'agent',
  'console:search': 'agent',
  'console:draft': 'agent',
  'console:take': 'agent',
  'console:say': 'agent',
  'console:give-back': 'agent',
  'console:close': 'agent',
  'console:block': 'agent',
  'console:unblock': 'agent',
} as const satisfies Record<string, Requirement>;

/** Weakest first. An agent's role includes those before it: lead may what agent may. */
export type Requirement = 'anyone' | 'visitor' | Role;
export type Role = 'agent' | 'lead' | 'admin';
export type Operation = keyof typeof AUTHORISATION;
export type HttpOperation = Extract<Operation, `${'GET' | 'POST'} ${string}`>;

export type Identity =
  | { kind: 'nobody' }
  | { kind: 'visitor'; visitorId: string }
  | { kind: 'agent'; agentId: string; name: string; role: Role };

const RANK: Record<Role, number> = { agent: 1, lead: 2, admin: 3 };

/** Whether `who` may do `operation`. Whose thing it is, is the operation's own question. */
export function isAllowed(operation: Operation, who: Identity): boolean {
  const requirement: Requirement = AUTHORISATION[operation];
  switch (requirement) {
    case 'anyone':
      return true;
    case 'visitor':
      return who.kind === 'visitor';
    default:
      return who.kind === 'agent' && RANK[who.role] >= RANK[requirement];
  }
}

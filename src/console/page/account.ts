import type { PublicError } from '../../errors.js';
import type { Me } from '../../protocol/console-events.js';
import type { Answer } from './agent-socket.js';

/** Who is signed in. */
export function whoAmI(): Promise<Answer<Me>> {
  return ask(() => fetch('/console/me'));
}

export function signIn(email: string, password: string): Promise<Answer<Me>> {
  return ask(() => post('/console/sign-in', { email, password }));
}

/** Where the server cannot be reached the cookie stays, and so does the session. */
export async function signOut(): Promise<boolean> {
  return post('/console/sign-out', {}).then(
    ({ ok }) => ok,
    () => false,
  );
}

function post(path: string, body: object): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function ask(request: () => Promise<Response>): Promise<Answer<Me>> {
  try {
    const response = await request();
    if (response.ok) {
      const value: Me = await response.json();
      return { kind: 'ok', value };
    }
    const { error }: { error: PublicError } = await response.json();
    return { kind: 'refused', error };
  } catch {
    return { kind: 'offline' };
  }
}

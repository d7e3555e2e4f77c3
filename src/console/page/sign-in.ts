import type { PublicError } from '../../errors.js';
import type { Me } from '../../protocol/console-events.js';
import { signIn } from './account.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';

/** The screen of whoever is not signed in. `hasEnded`: they were, a moment ago. */
export function drawSignIn(options: { hasEnded: boolean; onSignedIn(me: Me): void }): HTMLElement {
  const texts = TEXTS.signIn;
  const email = h('input', { id: 'email', type: 'email', name: 'email', autocomplete: 'username', required: true });
  const secret = { type: 'password', name: 'password', autocomplete: 'current-password', required: true };
  const password = h('input', { id: 'password', ...secret });
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const button = h('button', { type: 'submit', class: 'button primary' }, h('span', {}, texts.submit));
  let isBusy = false;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    button.setAttribute('aria-busy', 'true');
    problem.hidden = true;
    const answer = await signIn(email.value, password.value);
    isBusy = false;
    button.removeAttribute('aria-busy');
    if (answer.kind === 'ok') {
      options.onSignedIn(answer.value);
      return;
    }
    problem.replaceChildren(
      icon('alert'),
      h('span', {}, answer.kind === 'offline' ? texts.offline : refusal(answer.error)),
    );
    problem.hidden = false;
    password.select();
  };

  const ended = options.hasEnded ? h('p', { class: 'ended', role: 'status' }, texts.ended) : undefined;
  const form = h(
    'form',
    { class: 'sign-in', submit: (event) => void submit(event) },
    h('h1', {}, texts.title),
    h('p', { class: 'quiet' }, texts.intro),
    ended,
    h('label', { for: 'email' }, texts.email),
    email,
    h('label', { for: 'password' }, texts.password),
    password,
    problem,
    button,
  );
  return h('main', { class: 'gate' }, form);
}

function refusal({ code, message, retryAfterMs }: PublicError): string {
  if (code !== 'TOO_MANY_REQUESTS') return message;
  return TEXTS.signIn.tooMany(Math.ceil((retryAfterMs ?? 1000) / 1000));
}

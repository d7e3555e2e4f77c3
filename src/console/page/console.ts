import type { Me } from '../../protocol/console-events.js';
import type { ConversationId } from '../../protocol/ids.js';
import { signOut, whoAmI } from './account.js';
import { Desk } from './desk.js';
import { createKept } from './kept.js';
import { serveKeys } from './keys.js';
import { drawSignIn } from './sign-in.js';
import { View } from './view.js';

/** Waiting times are in minutes: often enough that none is long out of date. */
const TICK_MS = 10_000;
const RETRY_MS = 3000;

void start();

async function start(): Promise<void> {
  const answer = await whoAmI();
  if (answer.kind === 'ok') work(answer.value);
  else if (answer.kind === 'refused') askWho(false);
  else setTimeout(() => void start(), RETRY_MS);
}

function askWho(hasEnded: boolean): void {
  document.body.replaceChildren(drawSignIn({ hasEnded, onSignedIn: work }));
  document.querySelector<HTMLElement>('#email')?.focus();
}

/** From signing in to signing out. */
function work(me: Me): void {
  document.documentElement.style.setProperty('--accent', me.accent);
  const kept = createKept(localStorage, me.agentId);
  const desk = new Desk({
    me,
    kept,
    onChange: () => scheduleRender(),
    onSignedOut: () => end(true),
    announce: (text) => view.announce(text),
    onDraft: () => view.thread.foot.composer.restore(),
    onTaken: () => {
      view.render();
      view.thread.foot.composer.focus();
    },
  });
  const back = () => goTo(undefined);
  const open = (conversationId: ConversationId, at?: number) => {
    goTo(conversationId);
    if (at !== undefined) desk.open(conversationId, at);
  };
  const view: View = new View({ desk, open, back, signOut: () => void leave() });
  const tick = setInterval(() => view.render(), TICK_MS);
  const keys = serveKeys({ desk, view, back });
  const follow = () => showAddressed(desk);
  let isScheduled = false;

  function scheduleRender(): void {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      isScheduled = false;
      view.render();
    });
  }

  function end(hasEnded: boolean): void {
    desk.stop();
    clearInterval(tick);
    removeEventListener('popstate', follow);
    removeEventListener('keydown', keys);
    askWho(hasEnded);
  }

  async function leave(): Promise<void> {
    if (!(await signOut())) return;
    kept.forget();
    end(false);
  }

  addEventListener('popstate', follow);
  addEventListener('keydown', keys);
  document.body.replaceChildren(view.element);
  follow();
  view.render();
}

/** The address names the open conversation, so that Back, reload and a pasted link do what they say. */
function goTo(conversationId: ConversationId | undefined): void {
  const address = conversationId === undefined ? location.pathname : `#${encodeURIComponent(conversationId)}`;
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

function showAddressed(desk: Desk): void {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id === '') desk.leave();
  else desk.open(id as ConversationId);
}

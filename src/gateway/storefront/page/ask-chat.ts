/** Buttons with `data-ask` open the chat with what they say; an empty one only opens it. */
export function wireAsks(page: Document): void {
  page.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-ask]') : null;
    if (button instanceof HTMLButtonElement) void ask(page, button);
  });
}

async function ask(page: Document, button: HTMLButtonElement): Promise<void> {
  const question = button.dataset.ask ?? '';
  const open = readChat(page) ?? (await whenLoaded(page));
  if (open !== undefined) open(question === '' ? undefined : question);
  else sayUnavailable(button);
}

type OpenChat = (text?: string) => void;

/** The widget puts `Concierge.open` on the window when it has loaded. */
function readChat(page: Document): OpenChat | undefined {
  const chat: unknown = page.defaultView === null ? undefined : Reflect.get(page.defaultView, 'Concierge');
  if (typeof chat !== 'object' || chat === null) return undefined;
  const open: unknown = Reflect.get(chat, 'open');
  return typeof open === 'function' ? (text) => Reflect.apply(open, chat, text === undefined ? [] : [text]) : undefined;
}

const PATIENCE_MS = 5000;

/** Pressed before the widget was there: wait for it, but not for ever. */
function whenLoaded(page: Document): Promise<OpenChat | undefined> {
  const started = Date.now();
  return new Promise((resolve) => {
    const look = () => {
      const open = readChat(page);
      if (open !== undefined || Date.now() - started > PATIENCE_MS) resolve(open);
      else setTimeout(look, 100);
    };
    look();
  });
}

function sayUnavailable(button: HTMLButtonElement): void {
  if (button.nextElementSibling?.classList.contains('ask-failed') === true) return;
  const note = button.ownerDocument.createElement('span');
  note.className = 'ask-failed';
  note.setAttribute('role', 'status');
  note.textContent = 'The chat did not load. Reload the page to try again.';
  button.after(note);
}

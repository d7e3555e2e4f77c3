import { Chat, LANGUAGE } from './chat.js';
import { h } from './h.js';
import { paintAccent } from './paint-accent.js';
import type { SafeStorage } from './safe-storage.js';
import { View } from './view.js';
import type { ShopFace, VisitorSession } from './visitor-session.js';
import css from './widget.css';

type Parts = {
  origin: string;
  customerToken: string | undefined;
  session: VisitorSession;
  shop: ShopFace;
  /** Shared by all tabs of this browser. */
  local: SafeStorage;
  /** This tab's alone. */
  tab: SafeStorage;
};

/** Puts the widget on the page, inside a shadow root that the page's styles do not reach. */
export function mount({ tab, local, shop, ...parts }: Parts): { view: View; chat: Chat } {
  const language = local.read(LANGUAGE) || document.documentElement.lang || navigator.language || shop.language;
  let accent = '';
  const chat = new Chat({
    ...parts,
    language,
    shop,
    storage: local,
    onChange: (state) => {
      if (state.shop.accent !== accent) paintAccent(view.element, state.shop.accent);
      accent = state.shop.accent;
      view.render(state);
    },
  });
  const view = new View({ chat, origin: parts.origin, language, tab });
  const host = document.createElement('concierge-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  addStyles(shadow);
  shadow.append(view.element);
  document.body.append(host);
  view.start();
  chat.start();
  return { view, chat };
}

/** An adopted sheet is allowed where a content security policy forbids inline styles. */
function addStyles(shadow: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    // Safari before 16.4 makes no sheets of its own.
    shadow.append(h('style', {}, css));
  }
}
